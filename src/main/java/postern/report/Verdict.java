package postern.report;

import java.util.Optional;
import java.util.regex.Pattern;
import postern.diagnosis.Certainty;
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
    /// Nothing else is known to be wrong, and settings that were given after a change are not in effect.
    NOT_IN_EFFECT,
    /// Mail is not known to be stopped, and there is something to mend all the same.
    MENDABLE,
    /// What was examined is as it should be.
    NOTHING_WRONG,
    /// Something fails and the evidence does not say why, or there was nothing to examine.
    UNDECIDED;

    /// A program and its process, as at the head of a line of a log.
    private static final Pattern OF_PROCESS = Pattern.compile("\\[\\d+]: ");
    private static final Pattern OF_CERTIFICATE = Pattern.compile("(?:cert|chain)-.*");

    /// The verdict of a report.
    public static Verdict of(Report report) {
        return of(report, against(report));
    }

    /// The same of a report that does not have its comparison yet.
    ///
    /// @param against where the server does not do what new settings say
    static Verdict of(Report report, Optional<Comparison.Contradiction> against) {
        if (answer(report.diagnosis()).isPresent()) {
            return WRONG;
        }
        if (report.scans().stream().anyMatch(scan -> !Concern.of(scan).isEmpty())) {
            return CONCERN;
        }
        if (against.isPresent()) {
            return NOT_IN_EFFECT;
        }
        boolean nothingExamined = (report.given().isEmpty() && report.scans().isEmpty())
                || report.diagnosis().hasNothingToGoBy();
        boolean probeFailed = report.scans().stream().map(Scan::failure).anyMatch(Optional::isPresent);
        boolean mailFails =
                report.peers().stream().anyMatch(peer -> peer.now().delivery() == Delivery.FAILS) || isLeftOpen(report);
        if (nothingExamined || probeFailed || mailFails) {
            return UNDECIDED;
        }
        return advice(report.diagnosis()).isPresent() ? MENDABLE : NOTHING_WRONG;
    }

    /// Whether the log shows of somebody that he failed and nothing else, and no line of a log was found harmless.
    private static boolean isLeftOpen(Report report) {
        return report.peers().stream().anyMatch(peer -> peer.failed() > 0 && peer.tls() + peer.plaintext() == 0)
                && report.diagnosis().withRole(Role.HARMLESS).stream()
                        .flatMap(finding -> finding.evidence().stream())
                        .noneMatch(line -> OF_PROCESS.matcher(line.text()).find());
    }

    /// Where the server does not do what settings say that were given after a change. Whatever else is told, this
    /// comes first: the change is not made yet, and nothing can be said about what it does.
    public static Optional<Comparison.Contradiction> against(Report report) {
        return report.supplement()
                .comparison()
                .flatMap(comparison -> comparison.ground().against());
    }

    /// What whoever checks certificates would refuse, though nobody is known to check: the first such
    /// finding. Old names of settings and the like are no reason to say that something is to be mended.
    public static Optional<Finding> advice(Diagnosis diagnosis) {
        return diagnosis.withRole(Role.ADVICE).stream()
                .filter(finding -> finding.certainty() != Certainty.POSSIBLE
                        && OF_CERTIFICATE.matcher(finding.cause()).matches())
                .findFirst();
    }

    /// The finding that answers the complaint: the first cause, else the first that contributes.
    static Optional<Finding> answer(Diagnosis diagnosis) {
        return diagnosis
                .cause()
                .or(() -> diagnosis.withRole(Role.CONTRIBUTING).stream().findFirst());
    }
}
