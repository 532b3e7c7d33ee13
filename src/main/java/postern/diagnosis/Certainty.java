package postern.diagnosis;

import java.util.Locale;

/// How sure a finding is, surest first.
public enum Certainty {
    /// The evidence leaves no other reading.
    PROVEN,
    LIKELY,
    POSSIBLE;

    /// The stable word used in JSON.
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
