package postern.check;

import java.util.List;
import java.util.Optional;
import postern.diagnosis.Role;
import postern.language.Language;
import postern.probe.Scan;
import postern.probe.Stage;
import postern.probe.StartTls;
import postern.report.Report;
import postern.report.ReportText;

/// Tells a check that could not be finished from one that found nothing wrong.
public final class Unfinished {
    private Unfinished() {}

    /// Why a look at a server ended before it knew anything about TLS; empty if it did not.
    public static Optional<String> reason(Scan scan) {
        return scan.startTls() == StartTls.UNKNOWN
                ? scan.failure().map(stage -> sentence(scan, stage))
                : Optional.empty();
    }

    /// Why a whole check could not be finished; empty if it was, or if it found something all the same.
    public static Optional<String> reason(Check.Result result) {
        Report report = result.report();
        boolean found = report.diagnosis().findings().stream()
                .anyMatch(finding -> finding.role() == Role.CAUSE || finding.role() == Role.CONTRIBUTING);
        if (found) {
            return Optional.empty();
        }
        List<String> failures =
                report.scans().stream().flatMap(scan -> reason(scan).stream()).toList();
        if (!failures.isEmpty() && failures.size() == report.scans().size()) {
            return Optional.of(String.join("\n", failures));
        }
        return report.scans().isEmpty() && result.facts().evidence().isBlank()
                ? Optional.of(Sentences.of("nothing-recognised"))
                : Optional.empty();
    }

    private static String sentence(Scan scan, Stage stage) {
        return Sentences.of(
                "unfinished",
                scan.endpoint(),
                ReportText.in(Language.spoken()).trouble(stage.trouble().orElseThrow()));
    }
}
