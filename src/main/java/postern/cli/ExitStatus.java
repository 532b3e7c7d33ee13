package postern.cli;

import postern.diagnosis.Role;
import postern.probe.Concern;
import postern.report.Report;
import postern.report.Verdict;

/// What the process ends with.
final class ExitStatus {
    static final int NOTHING_WRONG = 0;
    static final int SOMETHING_WRONG = 1;
    static final int WRONG_USAGE = 2;
    static final int NOT_FINISHED = 3;

    private ExitStatus() {}

    static int of(Report report) {
        boolean wrong = report.diagnosis().findings().stream()
                .anyMatch(finding -> finding.role() == Role.CAUSE || finding.role() == Role.CONTRIBUTING);
        boolean concern =
                report.scans().stream().anyMatch(scan -> !Concern.of(scan).isEmpty());
        boolean mendable = Verdict.of(report) == Verdict.MENDABLE;
        return wrong || concern || mendable || Verdict.against(report).isPresent() ? SOMETHING_WRONG : NOTHING_WRONG;
    }
}
