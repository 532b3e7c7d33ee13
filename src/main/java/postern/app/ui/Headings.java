package postern.app.ui;

import javafx.scene.control.Label;
import javafx.scene.layout.Region;

/// Headings within a page.
public final class Headings {
    private Headings() {}

    /// The heading of a section.
    public static Label section(String text) {
        return styled(text, "title-4");
    }

    /// A small heading over a few lines.
    public static Label caption(String text) {
        return styled(text, "caption");
    }

    /// A word set apart by its colour and frame; the word itself carries the meaning.
    ///
    /// @param tone `danger`, `warning`, `success`, `accent` or `neutral`
    public static Label chip(String text, String tone) {
        Label label = styled(text, "chip");
        label.getStyleClass().add("chip-" + tone);
        label.setMinWidth(Region.USE_PREF_SIZE);
        return label;
    }

    private static Label styled(String text, String style) {
        Label label = new Label(text);
        label.setWrapText(true);
        label.getStyleClass().add(style);
        return label;
    }
}
