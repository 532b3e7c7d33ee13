package postern.app.ui;

import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;

/// Icons, all from one pack. They only repeat what words beside them say, so a screen reader skips them.
public final class Icon {
    private Icon() {}

    /// An icon in the colour of the text.
    public static FontIcon of(Ikon picture) {
        return new FontIcon(picture);
    }

    /// An icon in a colour of its own.
    ///
    /// @param tone `danger`, `warning`, `success`, `accent`, `muted` or `large-` with one of these
    public static FontIcon of(Ikon picture, String tone) {
        FontIcon icon = new FontIcon(picture);
        icon.getStyleClass().add("icon-" + tone);
        return icon;
    }
}
