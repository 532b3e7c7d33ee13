package postern.app;

import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import javafx.application.Platform;
import javafx.stage.Stage;
import postern.app.engine.Engine;
import postern.app.outside.FxClipboard;
import postern.app.outside.FxFileDialogs;
import postern.app.settings.Folders;
import postern.app.settings.SettingsFile;
import postern.app.shell.Defects;
import postern.app.shell.Theme;
import postern.app.task.FxTaskRunner;
import postern.app.text.Texts;

/// Opens the window.
public final class PosternApp {
    private PosternApp() {}

    /// Opens the window and waits until it is closed. Call only where [Display#isAvailable()].
    ///
    /// @throws UnsupportedOperationException if the system's screen cannot be opened after all
    /// @throws InterruptedException          if the waiting is interrupted
    public static void launch(Engine engine) throws InterruptedException {
        CountDownLatch closed = new CountDownLatch(1);
        Platform.startup(() -> {
            Stage stage = new Stage();
            stage.setOnHidden(_ -> closed.countDown());
            open(engine, stage);
        });
        closed.await();
        Platform.exit();
    }

    private static void open(Engine engine, Stage stage) {
        Theme theme = new Theme(new SettingsFile(Folders.settings(
                        System.getProperty("os.name", ""),
                        Path.of(System.getProperty("user.home", ".")),
                        System.getenv())
                .resolve("settings.json")));
        FxFileDialogs dialogs = new FxFileDialogs(
                stage,
                () -> theme.settings().get().lastFolder(),
                folder -> theme.change(theme.settings().get().withLastFolder(folder)));
        Texts texts = Texts.in(Locale.getDefault());
        Thread.currentThread().setUncaughtExceptionHandler(new Defects(texts));
        new Wiring(engine, new FxTaskRunner(), new FxClipboard(), dialogs, theme, texts).show(stage);
    }
}
