package postern.cli;

import java.util.Locale;
import postern.app.CheckEngine;
import postern.app.PosternApp;
import postern.app.text.Texts;

/// Opens the window. Apart from the commands, so that they run where there is no JavaFX screen.
final class Window {
    private Window() {}

    static int open() throws InterruptedException {
        PosternApp.launch(new CheckEngine(Texts.in(Locale.getDefault())));
        return ExitStatus.NOTHING_WRONG;
    }
}
