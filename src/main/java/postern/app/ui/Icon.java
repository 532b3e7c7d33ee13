package postern.app.ui;

import javafx.scene.text.Font;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;

/// Icons, all from one pack. They only repeat what words beside them say, so a screen reader skips them.
public final class Icon {
    private static final String FAMILY = "Material Icons";

    private Icon() {}

    /// An icon in the colour of the text.
    public static FontIcon of(Ikon picture) {
        FontIcon icon = new FontIcon(picture);
        // Its own style names this font, too, but is read so late that its letter would be sought in every font of the
        // system before.
        icon.setFont(Font.font(FAMILY, icon.getIconSize()));
        return icon;
    }

    /// An icon in a colour of its own.
    ///
    /// @param tone `danger`, `warning`, `success`, `accent`, `muted` or `large-` with one of these
    public static FontIcon of(Ikon picture, String tone) {
        FontIcon icon = of(picture);
        icon.getStyleClass().add("icon-" + tone);
        return icon;
    }
}
