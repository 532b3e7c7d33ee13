package postern.diagnosis.cause;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import postern.diagnosis.Cause;
import postern.diagnosis.Certainty;
import postern.diagnosis.Change;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.Phrase;
import postern.diagnosis.Target;
import postern.evidence.Problem;
import postern.probe.Scan;
import postern.probe.StartTls;
import postern.probe.Step;
import postern.transcript.SmtpTranscript;

/// Something on the way edits the dialogue: the greeting is covered with asterisks, or capabilities are
/// overwritten, as Cisco's SMTP inspection does.
public final class MiddleboxSmtpRewriting implements Cause {
    private static final Pattern COVERED = Pattern.compile("(?:220[ -])?[*0-9 ]*\\*{8,}.*");
    private static final Pattern OVERWRITTEN = Pattern.compile("(?:250[ -])?X{7}[XA]\\b.*");

    @Override
    public List<Finding> examine(Facts facts) {
        if (facts.direction() == Problem.OUTBOUND) {
            return List.of();
        }
        List<Citation> edited = Stream.concat(
                        facts.evidence().scans().stream()
                                .flatMap(scan -> edit(scan).map(said -> Facts.citation(scan, said)).stream()),
                        facts.evidence().dialogues().stream()
                                .flatMap(dialogue ->
                                        edit(dialogue).map(said -> Citation.of(dialogue.source(), said)).stream()))
                .toList();
        return Findings.cause(
                this,
                facts,
                Certainty.PROVEN,
                Map.of("reason", edited.isEmpty() ? "" : edited.getFirst().text()),
                edited,
                List.of(Change.at(Target.NETWORK)));
    }

    /// Whether somebody's words in a pasted conversation were edited on the way.
    static boolean isEdited(SmtpTranscript dialogue) {
        return edit(dialogue).isPresent();
    }

    private static Optional<String> edit(Scan scan) {
        return edit(
                scan.startTls(),
                scan.said(Step.GREETING).orElse("").lines().toList(),
                scan.said(Step.EHLO).orElse("").lines().toList());
    }

    private static Optional<String> edit(SmtpTranscript dialogue) {
        return edit(dialogue.startTls(), dialogue.greeting().stream().toList(), dialogue.capabilities());
    }

    /// The server's words that show it. STARTTLS that is offered all the same is in nobody's way.
    private static Optional<String> edit(StartTls startTls, List<String> greeting, List<String> capabilities) {
        if (startTls == StartTls.MASKED) {
            return first(OVERWRITTEN, capabilities)
                    .or(() -> first(COVERED, greeting))
                    .or(() -> Optional.of(Phrase.of("seen.masked")));
        }
        return startTls == StartTls.OFFERED || capabilities.isEmpty() ? Optional.empty() : first(COVERED, greeting);
    }

    private static Optional<String> first(Pattern pattern, List<String> lines) {
        return lines.stream().filter(line -> pattern.matcher(line).matches()).findFirst();
    }
}
