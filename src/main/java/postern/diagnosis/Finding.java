package postern.diagnosis;

import java.util.List;
import java.util.Map;
import postern.evidence.Problem;

/// Something the evidence shows.
///
/// @param cause     the cause's id, for example `protocol-floor-too-high`
/// @param role      what it means for the complaint
/// @param certainty how sure it is
/// @param direction which traffic it concerns
/// @param values    what goes into the words for people, by name: what comes from outside, or a [Phrase]
/// @param evidence  what it rests on, strongest first, never empty
/// @param fix       what to change, best first; empty where nothing is to be changed
public record Finding(
        String cause,
        Role role,
        Certainty certainty,
        Problem direction,
        Map<String, CharSequence> values,
        List<Citation> evidence,
        List<Change> fix) {
    public Finding {
        values = Map.copyOf(values);
        evidence = List.copyOf(evidence);
        fix = List.copyOf(fix);
        if (evidence.isEmpty()) {
            throw new IllegalArgumentException("A finding needs evidence: " + cause);
        }
    }

    /// The same with other changes.
    Finding with(List<Change> changes) {
        return new Finding(cause, role, certainty, direction, values, evidence, changes);
    }

    /// The same in another role.
    Finding as(Role other) {
        return new Finding(cause, other, certainty, direction, values, evidence, fix);
    }
}
