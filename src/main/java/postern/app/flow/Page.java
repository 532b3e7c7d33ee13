package postern.app.flow;

import java.util.Locale;

/// The pages of the wizard, in order.
public enum Page {
    COMPLAINT,
    FILES,
    PROBING,
    DIAGNOSIS,
    REMEDY,
    REPORT;

    /// The word used in message keys.
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
