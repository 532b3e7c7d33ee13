package postern.app.flow;

import java.util.List;
import java.util.Locale;

/// The pages of the wizard, in order.
public enum Page {
    COMPLAINT,
    FILES,
    PROBING,
    DIAGNOSIS,
    REMEDY,
    REPORT;

    /// Its place, from 1.
    public int number() {
        return List.of(values()).indexOf(this) + 1;
    }

    /// The word used in message keys.
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
