package postern.app.step.files;

import java.util.function.Consumer;
import javafx.scene.control.TextArea;
import javafx.scene.input.Clipboard;

/// A text area that hands on what is too large to be shown: laying out a whole log would stop the window.
final class PasteArea extends TextArea {
    /// The longest text that is laid out.
    static final int MOST_CHARACTERS = 200_000;

    private final Consumer<String> large;

    /// @param large takes a text that is too large
    PasteArea(Consumer<String> large) {
        this.large = large;
    }

    @Override
    public void paste() {
        String text = Clipboard.getSystemClipboard().getString();
        if (text != null && text.length() > MOST_CHARACTERS) {
            large.accept(text);
        } else {
            super.paste();
        }
    }
}
