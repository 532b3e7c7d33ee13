package postern.diagnosis.cause;

import java.util.List;
import java.util.Map;
import postern.diagnosis.Cause;
import postern.diagnosis.Certainty;
import postern.diagnosis.Change;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.Role;

/// The usual shapes of findings: nothing without evidence.
final class Findings {
    private static final int MOST_CITED = 6;

    private Findings() {}

    static List<Finding> cause(
            Cause cause,
            Facts facts,
            Certainty certainty,
            Map<String, String> values,
            List<Citation> evidence,
            List<Change> fix) {
        return of(cause, Role.CAUSE, facts, certainty, values, evidence, fix);
    }

    static List<Finding> harmless(Cause cause, Facts facts, Map<String, String> values, List<Citation> evidence) {
        return of(cause, Role.HARMLESS, facts, Certainty.LIKELY, values, evidence, List.of());
    }

    private static List<Finding> of(
            Cause cause,
            Role role,
            Facts facts,
            Certainty certainty,
            Map<String, String> values,
            List<Citation> evidence,
            List<Change> fix) {
        return evidence.isEmpty()
                ? List.of()
                : List.of(new Finding(
                        cause.id(),
                        role,
                        certainty,
                        facts.direction(),
                        values,
                        evidence.stream().distinct().limit(MOST_CITED).toList(),
                        fix));
    }
}
