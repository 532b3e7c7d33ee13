package postern.report;

import java.util.Optional;
import postern.diagnosis.Diagnosis;
import postern.diagnosis.Finding;
import postern.diagnosis.Role;
import postern.probe.Concern;
import postern.probe.Scan;
import postern.remedy.Delivery;

/// The answer in one word.
public enum Verdict {
    /// Something is wrong, and a finding says what.
    WRONG,
    /// No cause is known, and a look at the server showed what mail suffers from.
    CONCERN,
    /// What was examined is as it should be.
    NOTHING_WRONG,
    /// Something fails and the evidence does not say why, or there was nothing to examine.
    UNDECIDED;

    /// The verdict of a report.
    public static Verdict of(Report report) {
        if (answer(report.diagnosis()).isPresent()) {
            return WRONG;
        }
        if (report.scans().stream().anyMatch(scan -> !Concern.of(scan).isEmpty())) {
            return CONCERN;
        }
        boolean nothingExamined = (report.given().isEmpty() && report.scans().isEmpty())
                || report.diagnosis().hasNothingToGoBy();
        boolean probeFailed = report.scans().stream().map(Scan::failure).anyMatch(Optional::isPresent);
        boolean mailFails = report.peers().stream().anyMatch(peer -> peer.now().delivery() == Delivery.FAILS);
        return nothingExamined || probeFailed || mailFails ? UNDECIDED : NOTHING_WRONG;
    }

    /// The finding that answers the complaint: the first cause, else the first that contributes.
    static Optional<Finding> answer(Diagnosis diagnosis) {
        return diagnosis
                .cause()
                .or(() -> diagnosis.withRole(Role.CONTRIBUTING).stream().findFirst());
    }
}
