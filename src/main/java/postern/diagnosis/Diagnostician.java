package postern.diagnosis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import postern.evidence.Evidence;

/// Lets every cause examine the facts and ranks what they find.
public final class Diagnostician {
    private static final Comparator<Finding> RANK =
            Comparator.comparing(Finding::role).thenComparing(Finding::certainty);

    private Diagnostician() {}

    /// Diagnoses.
    ///
    /// @param causes what to look for; findings of the same role and certainty keep this order
    public static Diagnosis diagnose(Facts facts, List<Cause> causes) {
        List<Finding> findings = causes.stream()
                .flatMap(cause -> cause.examine(facts).stream())
                .sorted(RANK)
                .toList();
        return new Diagnosis(findings, missing(facts.evidence(), findings));
    }

    private static List<MissingEvidence> missing(Evidence evidence, List<Finding> findings) {
        boolean proven = findings.stream()
                .anyMatch(finding -> finding.role() == Role.CAUSE && finding.certainty() == Certainty.PROVEN);
        List<MissingEvidence> missing = new ArrayList<>();
        if (proven) {
            return missing;
        }
        if (evidence.mainCf().isEmpty()) {
            missing.add(new MissingEvidence("missing.main-cf", "postconf -n"));
        }
        if (evidence.logs().isEmpty()) {
            missing.add(new MissingEvidence("missing.log", "grep 'postfix/' /var/log/mail.log | tail -n 500"));
        }
        if (evidence.scans().isEmpty()) {
            missing.add(new MissingEvidence("missing.probe", "postern scan HOST"));
        }
        if (evidence.scans().isEmpty() && evidence.transcripts().isEmpty()) {
            missing.add(new MissingEvidence(
                    "missing.s-client", "openssl s_client -connect HOST:25 -starttls smtp -showcerts </dev/null"));
        }
        return missing;
    }
}
