package postern.diagnosis.cause;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import postern.diagnosis.Cause;
import postern.diagnosis.Certainty;
import postern.diagnosis.Change;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.Role;
import postern.diagnosis.Target;
import postern.evidence.Problem;
import postern.probe.Scan;
import postern.probe.StartTls;
import postern.probe.Step;
import postern.transcript.SmtpTranscript;

/// Something on the way edits the dialogue: the greeting is covered with asterisks, or capabilities are
/// overwritten, as Cisco's SMTP inspection does (`250-XXXXXXXA`).
public final class MiddleboxSmtpRewriting implements Cause {
    private static final Pattern ASTERISKS = Pattern.compile("220[ -][*0-9 ]*\\*{8,}.*", Pattern.DOTALL);

    @Override
    public List<Finding> examine(Facts facts) {
        if (facts.evidence().scans().isEmpty()) {
            return pasted(facts);
        }
        return facts.evidence().scans().stream()
                .filter(_ -> facts.direction() != Problem.OUTBOUND)
                .filter(MiddleboxSmtpRewriting::isEdited)
                .limit(1)
                .map(scan -> new Finding(
                        id(),
                        Role.CAUSE,
                        Certainty.PROVEN,
                        facts.direction(),
                        Map.of("reason", telling(scan)),
                        List.of(Facts.citation(scan, telling(scan))),
                        List.of(Change.at(Target.NETWORK))))
                .toList();
    }

    private List<Finding> pasted(Facts facts) {
        List<SmtpTranscript> edited = facts.evidence().dialogues().stream()
                .filter(MiddleboxSmtpRewriting::isEdited)
                .toList();
        return Findings.cause(
                this,
                facts,
                Certainty.PROVEN,
                Map.of("reason", edited.isEmpty() ? "" : telling(edited.getFirst())),
                edited.stream()
                        .map(dialogue -> Citation.of(dialogue.source(), telling(dialogue)))
                        .toList(),
                List.of(Change.at(Target.NETWORK)));
    }

    static boolean isEdited(SmtpTranscript dialogue) {
        return dialogue.startTls() == StartTls.MASKED
                || (dialogue.startTls() != StartTls.OFFERED
                        && dialogue.greeting()
                                .filter(said -> said.matches("[*0-9 ]*\\*{8,}.*"))
                                .isPresent());
    }

    private static String telling(SmtpTranscript dialogue) {
        return dialogue.lines().stream()
                .map(line -> line.text())
                .filter(text -> text.contains("XXX") || text.contains("***"))
                .findFirst()
                .orElse("250-XXXXXXXA");
    }

    private static boolean isEdited(Scan scan) {
        return scan.startTls() == StartTls.MASKED
                || (scan.startTls() == StartTls.NOT_OFFERED
                        && scan.said(Step.GREETING)
                                .filter(said -> ASTERISKS.matcher(said).matches())
                                .isPresent());
    }

    private static String telling(Scan scan) {
        return scan.said(scan.startTls() == StartTls.MASKED ? Step.EHLO : Step.GREETING)
                .orElse("")
                .lines()
                .filter(line -> line.contains("XXX") || line.contains("***"))
                .findFirst()
                .orElse("250-XXXXXXXA");
    }
}
