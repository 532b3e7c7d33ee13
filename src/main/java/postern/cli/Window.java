package postern.cli;

import postern.app.PosternApp;
import postern.check.WindowEngine;

/// Opens the window.
final class Window {
    private Window() {}

    static int open() {
        PosternApp.launch(new WindowEngine(), new String[0]);
        return ExitStatus.NOTHING_WRONG;
    }
}
