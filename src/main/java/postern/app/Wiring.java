package postern.app;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.image.Image;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;
import postern.app.draft.Check;
import postern.app.draft.Draft;
import postern.app.draft.Kept;
import postern.app.engine.CheckRequest;
import postern.app.engine.Engine;
import postern.app.engine.Input;
import postern.app.flow.Page;
import postern.app.outside.FileDialogs;
import postern.app.outside.TextClipboard;
import postern.app.settings.Recent;
import postern.app.settings.Settings;
import postern.app.settings.UnfinishedStore;
import postern.app.shell.Notice;
import postern.app.shell.OptionsMenu;
import postern.app.shell.ShellView;
import postern.app.shell.ShellViewModel;
import postern.app.shell.Theme;
import postern.app.step.complaint.ComplaintView;
import postern.app.step.complaint.ComplaintViewModel;
import postern.app.step.diagnosis.DiagnosisView;
import postern.app.step.diagnosis.DiagnosisViewModel;
import postern.app.step.files.FilesView;
import postern.app.step.files.FilesViewModel;
import postern.app.step.probing.ProbingView;
import postern.app.step.probing.ProbingViewModel;
import postern.app.step.remedy.RemedyView;
import postern.app.step.remedy.RemedyViewModel;
import postern.app.step.report.ReportView;
import postern.app.step.report.ReportViewModel;
import postern.app.task.TaskRunner;
import postern.app.text.Texts;
import postern.app.ui.Resources;
import postern.app.viewer.ViewerViewModel;
import postern.app.viewer.ViewerWindow;
import postern.diagnosis.Citation;

/// Puts the window together, by constructor calls only.
final class Wiring {
    private static final double WIDTH = 1120;
    private static final double HEIGHT = 760;

    private final Draft draft = new Draft();
    private final Theme theme;
    private final Texts texts;
    private final Outside outside;
    private final ShellViewModel shell;
    private final ProbingViewModel probing;
    private final ComplaintViewModel complaint;
    private final FilesViewModel files;
    private final DiagnosisViewModel diagnosis;
    private final RemedyViewModel remedy;
    private final ReportViewModel report;
    private final ViewerViewModel viewer;
    private final Autosave autosave;
    private Optional<ViewerWindow> viewerWindow = Optional.empty();
    private ShellView view;

    /// What the window needs of the world around it.
    ///
    /// @param openLogs shows the folder with the program's log
    record Outside(TextClipboard clipboard, FileDialogs dialogs, UnfinishedStore unfinished, Runnable openLogs) {}

    Wiring(Engine engine, TaskRunner runner, Outside outside, Theme theme, Texts texts) {
        this.theme = theme;
        this.texts = texts;
        this.outside = outside;
        TextClipboard clipboard = outside.clipboard();
        FileDialogs dialogs = outside.dialogs();
        shell = new ShellViewModel(draft, engine);
        probing = new ProbingViewModel(draft, engine, runner, texts, shell::checkFinished);
        complaint = new ComplaintViewModel(
                draft,
                engine,
                clipboard,
                dialogs,
                runner,
                theme.settings(),
                texts.language(),
                outside.unfinished(),
                () -> shell.go(Page.PROBING),
                () -> shell.go(Page.FILES));
        viewer = new ViewerViewModel(draft, engine, clipboard, runner, texts);
        files = new FilesViewModel(draft, engine, dialogs, clipboard, runner, texts, this::showCollector);
        diagnosis = new DiagnosisViewModel(draft, engine, clipboard, runner, texts);
        remedy = new RemedyViewModel(draft, engine, dialogs, clipboard, runner, texts);
        report = new ReportViewModel(draft, engine, dialogs, clipboard, runner, texts);
        autosave = new Autosave(draft, outside.unfinished(), runner);
        view = build();
        draft.checkProperty().subscribe(this::remember);
        texts.language().addListener((_, _, _) -> rebuild());
        theme.settings().map(Settings::language).subscribe(this::speak);
    }

    private ShellView build() {
        return new ShellView(
                shell,
                Map.of(
                        Page.COMPLAINT, new ComplaintView(complaint, texts),
                        Page.FILES, new FilesView(files, texts, this::look),
                        Page.PROBING, new ProbingView(probing, texts),
                        Page.DIAGNOSIS, new DiagnosisView(diagnosis, texts, this::look),
                        Page.REMEDY, new RemedyView(remedy, texts, this::checkAgain),
                        Page.REPORT, new ReportView(report, texts)),
                new OptionsMenu(theme, texts, outside.openLogs()),
                texts,
                this::escape,
                this::leave);
    }

    /// The same window in another language: what it knows stays, its words are new.
    private void rebuild() {
        view.dispose();
        viewerWindow.ifPresent(ViewerWindow::close);
        viewerWindow = Optional.empty();
        Scene scene = view.root().getScene();
        view = build();
        if (scene != null) {
            scene.setRoot(view.root());
        }
    }

    private void speak(String tag) {
        texts.speak(language(tag));
    }

    /// A language by its tag; that of the system for an empty one.
    static Locale language(String tag) {
        return tag.isEmpty() ? Locale.getDefault() : Locale.forLanguageTag(tag);
    }

    private void remember(Check check) {
        if (check instanceof Check.Finished(CheckRequest request, var _, var _) && !draft.isExample(request)) {
            Recent recent = Kept.recent(request);
            if (!recent.isEmpty() && !theme.settings().get().forgetful()) {
                theme.change(theme.settings().get().with(recent));
            }
        }
    }

    private void look(Citation citation) {
        viewer.open(citation);
        viewerWindow().show();
    }

    private void showCollector(List<String> script) {
        viewer.show("collector.sh", script, "");
        viewerWindow().show();
    }

    private ViewerWindow viewerWindow() {
        ViewerWindow window = viewerWindow.orElseGet(
                () -> new ViewerWindow(viewer, texts, view.root().getScene().getWindow(), theme::dress));
        viewerWindow = Optional.of(window);
        return window;
    }

    /// Shows the window.
    void show(Stage stage) {
        Settings settings = theme.settings().get();
        Scene scene = new Scene(
                view.root(),
                settings.width() > 0 ? settings.width() : WIDTH,
                settings.height() > 0 ? settings.height() : HEIGHT);
        theme.dress(scene);
        stage.setTitle(texts.get("app.name"));
        stage.getIcons()
                .addAll(List.of(16, 32, 48, 64, 128, 256).stream()
                        .map(size -> new Image(Resources.url("icons/postern-" + size + ".png")))
                        .toList());
        stage.setMinWidth(800);
        stage.setMinHeight(560);
        stage.setScene(scene);
        stage.setOnCloseRequest(event -> {
            if (!mayLeave()) {
                event.consume();
            } else {
                probing.cancel();
                autosave.end();
                theme.change(theme.settings().get().withWindow(scene.getWidth(), scene.getHeight()));
            }
        });
        stage.show();
    }

    /// Takes in a file that the program was asked to open.
    void open(Path file) {
        Input input = new Input.File(file);
        if (!draft.inputs().contains(input)) {
            draft.inputs().add(input);
        }
        shell.go(Page.FILES);
    }

    private void checkAgain() {
        // First of all, so that the page finds the check under way and does not begin a plain one.
        probing.startAgain();
        shell.go(Page.PROBING);
    }

    /// Escape stops what runs; with nothing running it leaves.
    private void escape() {
        if (probing.running().get()) {
            probing.cancel();
        } else {
            leave();
        }
    }

    private void leave() {
        if (view.root().getScene().getWindow() instanceof Stage stage) {
            stage.fireEvent(new WindowEvent(stage, WindowEvent.WINDOW_CLOSE_REQUEST));
        }
    }

    private boolean mayLeave() {
        if (!shell.losesWork()) {
            return true;
        }
        ButtonType leave = new ButtonType(texts.get("leave.yes"), ButtonData.OTHER);
        ButtonType stay = new ButtonType(texts.get("leave.no"), ButtonData.CANCEL_CLOSE);
        return Notice.question(
                        texts.get("leave.question"),
                        texts.get("leave.sentence"),
                        texts,
                        view.root().getScene().getWindow(),
                        leave,
                        stay)
                .showAndWait()
                .filter(leave::equals)
                .isPresent();
    }
}
