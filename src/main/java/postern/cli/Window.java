package postern.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import postern.app.CheckEngine;
import postern.app.PosternApp;
import postern.app.outside.OneWindow;
import postern.app.settings.Folders;

/// Opens the window. Apart from the commands, so that they run where there is no JavaFX screen.
final class Window {
    private Window() {}

    /// Opens a window and waits for its end, or has the one that is open show the file.
    static int open(Optional<Path> file) throws InterruptedException {
        Optional<OneWindow> one = OneWindow.open(folder(), screen(System.getenv()), file);
        if (one.isPresent()) {
            try (OneWindow window = one.get()) {
                PosternApp.launch(CheckEngine::new, window);
            }
        }
        return ExitStatus.NOTHING_WRONG;
    }

    private static Path folder() {
        return Folders.runtime(
                System.getProperty("os.name", ""), Path.of(System.getProperty("user.home", ".")), System.getenv());
    }

    private static String screen(Map<String, String> environment) {
        return environment.getOrDefault("DISPLAY", environment.getOrDefault("WAYLAND_DISPLAY", ""));
    }
}
