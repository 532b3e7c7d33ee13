package postern.app;

import java.util.Locale;
import javafx.stage.Stage;
import postern.app.outside.FileDialogs;
import postern.app.outside.TextClipboard;
import postern.app.shell.Theme;
import postern.app.task.FxTaskRunner;
import postern.app.text.Texts;

/// The whole window with its engine, in English; only what lies outside of it is replaced.
final class ShownWindow {
    private ShownWindow() {}

    static void show(Stage stage, TextClipboard clipboard, FileDialogs dialogs) {
        Texts texts = Texts.in(Locale.ENGLISH);
        new Wiring(
                        new CheckEngine(texts),
                        new FxTaskRunner(),
                        new Wiring.Outside(clipboard, dialogs, new MemoryCase(), () -> {}),
                        new Theme(new MemoryStore()),
                        texts)
                .show(stage);
    }
}
