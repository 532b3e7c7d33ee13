package postern.app.settings;

import java.util.Locale;

/// Light or dark, or as clear as can be.
public enum Appearance {
    SYSTEM,
    LIGHT,
    DARK,
    CONTRAST;

    /// The word used in message keys.
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
