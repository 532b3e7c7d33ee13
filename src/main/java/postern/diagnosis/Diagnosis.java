package postern.diagnosis;

import java.util.List;
import java.util.Optional;

/// What the evidence shows, in rank order.
///
/// @param findings weightiest first; the first with role cause is the answer
/// @param missing  what would decide more
public record Diagnosis(List<Finding> findings, List<MissingEvidence> missing) {
    public Diagnosis {
        findings = List.copyOf(findings);
        missing = List.copyOf(missing);
    }

    /// The answer; empty if nothing was found wrong.
    public Optional<Finding> cause() {
        return withRole(Role.CAUSE).stream().findFirst();
    }

    /// The findings of one role, in rank order.
    public List<Finding> withRole(Role role) {
        return findings.stream().filter(finding -> finding.role() == role).toList();
    }

    /// Whether none of what can show that all is well was given: no settings, no log, no look at the server, no test of
    /// it.
    public boolean hasNothingToGoBy() {
        return missing.size() == MissingEvidence.KINDS;
    }
}
