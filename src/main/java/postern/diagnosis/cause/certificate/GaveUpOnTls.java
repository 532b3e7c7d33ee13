package postern.diagnosis.cause.certificate;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.evidence.InputKind;
import postern.transcript.SmtpTranscript;
import postern.transcript.TestRun;

/// A program was told to begin with TLS, and gave up without a word about why. PHP, like most languages of today,
/// verifies the server's certificate by default (PHP manual, "SSL context options": since 5.6), and its mail libraries
/// do not show what it found.
final class GaveUpOnTls {
    private static final Pattern READY = Pattern.compile("^220 2\\.0\\.0 |(?i)^220 .*\\b(?:ready|go ahead)\\b");
    private static final Pattern FAILED = Pattern.compile(
            "(?i)SMTP connect\\(\\) failed|Could not connect to SMTP host"
                    + "|stream_socket_enable_crypto\\(\\)|Unable to connect with (?:STARTTLS|TLS) encryption|enabling crypto failed");

    /// Words that leave no doubt that it was TLS at which they failed: Symfony, PHP, MailKit, Swift Mailer.
    private static final Pattern AT_TLS = Pattern.compile(
            "Unable to connect with (?:STARTTLS|TLS encryption)|stream_socket_enable_crypto\\(\\)|enabling crypto failed"
                    + "|SslHandshakeException|error occurred while attempting to establish an SSL or TLS connection"
                    + "|Unable to start TLS|Failed to enable TLS");

    private static final String LEAVE = "QUIT";

    private GaveUpOnTls() {}

    /// The lines in which programs say that they failed, in texts that show how they got that far; and those in which
    /// they took their leave in clear text once TLS was to begin.
    static List<Citation> lines(Facts facts) {
        return Stream.concat(failed(facts), left(facts)).toList();
    }

    /// What a program writes down of a conversation has a mark in front; people who only tried what is offered leave so
    /// too.
    private static Stream<Citation> left(Facts facts) {
        return facts.evidence().texts().stream()
                .flatMap(text -> facts.evidence().dialogues().stream()
                        .filter(dialogue -> dialogue.source().equals(text.source()) && begunOnly(dialogue))
                        .flatMap(dialogue -> dialogue.lines().stream()
                                .dropWhile(
                                        line -> !dialogue.answer().orElseThrow().equals(line.text()))
                                .filter(line -> line.text().equalsIgnoreCase(LEAVE)))
                        .flatMap(leave -> text.lines().stream()
                                .filter(line -> line.number() == leave.number()
                                        && line.text().strip().length() > LEAVE.length()))
                        .map(line -> Citation.line(text.source(), line.number(), line.text())));
    }

    private static Stream<Citation> failed(Facts facts) {
        return facts.evidence().texts().stream()
                .filter(text -> facts.evidence().dialogues().stream()
                        .anyMatch(dialogue -> dialogue.source().equals(text.source()) && begunOnly(dialogue)))
                .flatMap(text -> text.lines().stream()
                        .filter(line -> FAILED.matcher(line.text()).find())
                        .map(line -> Citation.line(text.source(), line.number(), line.text())));
    }

    /// The lines in which programs say so, where somebody else's test of the server found its chain good: then
    /// little but the name is left that a program could refuse.
    static List<Citation> thoughVerified(Facts facts) {
        boolean verified = facts.evidence().transcripts().stream().anyMatch(TestRun::isVerified);
        return facts.evidence().texts().stream()
                .filter(text -> verified && text.kind() == InputKind.UNKNOWN)
                .flatMap(text -> text.lines().stream()
                        .filter(line -> AT_TLS.matcher(line.text()).find())
                        .map(line -> Citation.line(text.source(), line.number(), line.text())))
                .toList();
    }

    /// After the server's word to begin, nothing but QUIT was said.
    private static boolean begunOnly(SmtpTranscript dialogue) {
        return dialogue.answer().filter(answer -> READY.matcher(answer).find()).isPresent()
                && dialogue.lines().stream()
                        .dropWhile(line -> !dialogue.answer().orElseThrow().equals(line.text()))
                        .skip(1)
                        .allMatch(line -> line.text().equalsIgnoreCase(LEAVE));
    }
}
