package postern.app.settings;

import java.util.Locale;

/// How large the letters are.
public enum TextSize {
    SMALL(13),
    NORMAL(14),
    LARGE(17),
    LARGEST(20);

    private final int pixels;

    TextSize(int pixels) {
        this.pixels = pixels;
    }

    /// Height of the ordinary text, in pixels of the unscaled screen.
    public int pixels() {
        return pixels;
    }

    /// The word used in message keys.
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
