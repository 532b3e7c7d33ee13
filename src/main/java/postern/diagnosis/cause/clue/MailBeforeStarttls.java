package postern.diagnosis.cause.clue;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.evidence.Problem;
import postern.maillog.LogLine;
import postern.probe.StartTls;
import postern.transcript.SmtpTranscript;

/// A mail program that hands in mail without asking for TLS, which the server offers and demands (RFC 3207 section 4,
/// RFC 6409 section 6.1). What debug output of programs shows; somebody who types by hand only looks.
public final class MailBeforeStarttls {
    private static final Pattern MAIL = Pattern.compile("(?i)(?:MAIL|RCPT) (?:FROM|TO):.*|DATA");
    private static final Pattern DEMANDED =
            Pattern.compile("(?i)5[35]\\d .{0,60}(?:STARTTLS|TLS .{0,20}required|encryption.{0,20}required|use TLS).*");
    private static final Pattern BY_HAND = Pattern.compile("(?:telnet|nc|ncat)\\b.*");

    private MailBeforeStarttls() {}

    /// The refusals, of those who have trouble with mail programs.
    public static Stream<Citation> in(Facts facts) {
        return facts.direction() != Problem.CLIENTS
                ? Stream.empty()
                : facts.evidence().dialogues().stream().flatMap(dialogue -> in(dialogue).stream());
    }

    /// The refusal of a mail for which no TLS was asked, though it was there; empty if there is none.
    public static Optional<Citation> in(SmtpTranscript dialogue) {
        boolean byHand = dialogue.command()
                .filter(command -> BY_HAND.matcher(command).matches())
                .isPresent();
        if (byHand
                || dialogue.startTls() != StartTls.OFFERED
                || dialogue.answer().isPresent()) {
            return Optional.empty();
        }
        List<LogLine> lines = dialogue.lines();
        return IntStream.range(1, lines.size())
                .filter(at -> MAIL.matcher(lines.get(at - 1).text()).matches())
                .mapToObj(lines::get)
                .filter(line -> DEMANDED.matcher(line.text()).matches())
                .map(line -> Citation.line(dialogue.source(), line.number(), line.text()))
                .findFirst();
    }
}
