package postern.app.settings;

import java.util.Locale;

/// Light or dark.
public enum Appearance {
    SYSTEM,
    LIGHT,
    DARK;

    /// The word used in message keys.
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
