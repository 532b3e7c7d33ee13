package postern.app;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import javafx.application.Platform;
import javafx.stage.Stage;
import postern.app.defect.DefectLog;
import postern.app.engine.Engine;
import postern.app.outside.FolderOpener;
import postern.app.outside.FxClipboard;
import postern.app.outside.FxFileDialogs;
import postern.app.outside.OneWindow;
import postern.app.outside.SystemFolderOpener;
import postern.app.settings.Folders;
import postern.app.settings.SettingsFile;
import postern.app.settings.UnfinishedFile;
import postern.app.shell.Defects;
import postern.app.shell.Theme;
import postern.app.task.FxTaskRunner;
import postern.app.task.TaskRunner;
import postern.app.text.Texts;

/// Opens the window.
public final class PosternApp {
    /// The system property, `true` for a window that closes itself as soon as it has been drawn: for the
    /// recording of the ahead-of-time cache, and to time the start.
    public static final String REHEARSAL = "postern.rehearsal";

    private PosternApp() {}

    /// Opens the window and waits until it is closed. Call only where [Display#isAvailable()].
    ///
    /// @param engine makes the engine that speaks with the window's words
    /// @param one    what later starts want shown
    /// @throws UnsupportedOperationException if the system's screen cannot be opened after all
    /// @throws InterruptedException          if the waiting is interrupted
    public static void launch(Function<Texts, Engine> engine, OneWindow one) throws InterruptedException {
        CountDownLatch closed = new CountDownLatch(1);
        Platform.startup(() -> {
            Stage stage = new Stage();
            stage.setOnHidden(_ -> closed.countDown());
            open(engine, stage, one);
        });
        closed.await();
        Platform.exit();
    }

    private static void open(Function<Texts, Engine> engine, Stage stage, OneWindow one) {
        String system = System.getProperty("os.name", "");
        Path home = Path.of(System.getProperty("user.home", "."));
        Path folder = Folders.settings(system, home, System.getenv());
        DefectLog log = new DefectLog(Folders.logs(system, home, System.getenv()));
        Theme theme = new Theme(new SettingsFile(folder.resolve("settings.json")));
        Texts texts = Texts.in(Wiring.language(theme.settings().get().language()));
        FxFileDialogs dialogs = new FxFileDialogs(
                stage,
                () -> theme.settings().get().lastFolder(),
                last -> theme.change(theme.settings().get().withLastFolder(last)));
        FxClipboard clipboard = new FxClipboard();
        Thread.currentThread().setUncaughtExceptionHandler(new Defects(texts, clipboard, log));
        FolderOpener opener = new SystemFolderOpener();
        Engine speaking = engine.apply(texts);
        TaskRunner runner = new FxTaskRunner();
        Wiring wiring = new Wiring(
                speaking,
                runner,
                new Wiring.Outside(
                        clipboard,
                        dialogs,
                        new UnfinishedFile(folder.resolve("unfinished.json")),
                        () -> opener.open(log.folder())),
                theme,
                texts);
        wiring.show(stage);
        WarmUp.of(speaking, runner);
        one.whenAsked(file -> Platform.runLater(() -> {
            stage.setIconified(false);
            stage.toFront();
            file.ifPresent(wiring::open);
        }));
        if (Boolean.getBoolean(REHEARSAL)) {
            Rehearsal.of(stage);
        }
    }
}
