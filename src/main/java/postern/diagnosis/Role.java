package postern.diagnosis;

import java.util.Locale;

/// What a finding means for the complaint, weightiest first.
public enum Role {
    /// This is why it fails.
    CAUSE,
    /// Makes it worse, or would fail next.
    CONTRIBUTING,
    /// Looks guilty and is not.
    HARMLESS,
    /// Unrelated to the complaint, worth doing.
    ADVICE;

    /// The stable word used in JSON.
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
