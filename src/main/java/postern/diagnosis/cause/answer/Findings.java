package postern.diagnosis.cause.answer;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import postern.diagnosis.Cause;
import postern.diagnosis.Certainty;
import postern.diagnosis.Change;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.Role;

/// The usual shapes of findings: nothing without evidence.
public final class Findings {
    private static final int MOST_CITED = 6;
    private static final Change RELOAD = Change.command("postfix reload");

    private Findings() {}

    /// Why it fails; nothing where the evidence is empty.
    public static List<Finding> cause(
            Cause cause,
            Facts facts,
            Certainty certainty,
            Map<String, CharSequence> values,
            List<Citation> evidence,
            List<Change> fix) {
        return of(cause, Role.CAUSE, facts, certainty, values, evidence, fix);
    }

    /// What makes it worse; nothing where the evidence is empty.
    public static List<Finding> contributing(
            Cause cause,
            Facts facts,
            Certainty certainty,
            Map<String, CharSequence> values,
            List<Citation> evidence,
            List<Change> fix) {
        return of(cause, Role.CONTRIBUTING, facts, certainty, values, evidence, fix);
    }

    /// What only looks guilty; nothing where the evidence is empty.
    public static List<Finding> harmless(
            Cause cause, Facts facts, Map<String, CharSequence> values, List<Citation> evidence) {
        return of(cause, Role.HARMLESS, facts, Certainty.LIKELY, values, evidence, List.of());
    }

    private static List<Finding> of(
            Cause cause,
            Role role,
            Facts facts,
            Certainty certainty,
            Map<String, CharSequence> values,
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
                        reloadedOnce(fix)));
    }

    /// One reload is enough, after all else that is done to Postfix.
    private static List<Change> reloadedOnce(List<Change> fix) {
        int last = fix.lastIndexOf(RELOAD);
        return IntStream.range(0, fix.size())
                .filter(index -> index == last || !fix.get(index).equals(RELOAD))
                .mapToObj(fix::get)
                .toList();
    }
}
