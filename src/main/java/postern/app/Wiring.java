package postern.app;

import java.util.List;
import java.util.Map;
import javafx.scene.Scene;
import javafx.scene.control.Alert;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.image.Image;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;
import postern.app.draft.Draft;
import postern.app.engine.Engine;
import postern.app.flow.Page;
import postern.app.outside.FileDialogs;
import postern.app.outside.TextClipboard;
import postern.app.settings.Settings;
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

/// Puts the window together, by constructor calls only.
final class Wiring {
    private static final double WIDTH = 1120;
    private static final double HEIGHT = 760;

    private final Draft draft = new Draft();
    private final Theme theme;
    private final Texts texts;
    private final ShellViewModel shell;
    private final ProbingViewModel probing;
    private final ShellView view;

    Wiring(Engine engine, TaskRunner runner, TextClipboard clipboard, FileDialogs dialogs, Theme theme, Texts texts) {
        this.theme = theme;
        this.texts = texts;
        shell = new ShellViewModel(draft, engine);
        probing = new ProbingViewModel(draft, engine, runner, texts, shell::checkFinished);
        var complaint = new ComplaintViewModel(draft, engine, clipboard, runner, () -> shell.go(Page.PROBING));
        var files = new FilesViewModel(draft, engine, dialogs, runner, texts);
        var diagnosis = new DiagnosisViewModel(draft, clipboard, texts);
        var remedy = new RemedyViewModel(draft, engine, clipboard, runner, texts);
        var report = new ReportViewModel(draft, engine, dialogs, clipboard, runner, texts);
        view = new ShellView(
                shell,
                Map.of(
                        Page.COMPLAINT, new ComplaintView(complaint, texts),
                        Page.FILES, new FilesView(files, texts),
                        Page.PROBING, new ProbingView(probing, texts),
                        Page.DIAGNOSIS, new DiagnosisView(diagnosis, texts),
                        Page.REMEDY, new RemedyView(remedy, texts, this::checkAgain),
                        Page.REPORT, new ReportView(report, texts)),
                theme,
                texts,
                this::escape,
                this::leave);
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
                theme.change(theme.settings().get().withWindow(scene.getWidth(), scene.getHeight()));
            }
        });
        stage.show();
    }

    private void checkAgain() {
        shell.go(Page.PROBING);
        probing.start();
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
        ButtonType leave = new ButtonType(texts.get("leave.yes"), ButtonData.OK_DONE);
        ButtonType stay = new ButtonType(texts.get("leave.no"), ButtonData.CANCEL_CLOSE);
        Alert alert = new Alert(Alert.AlertType.CONFIRMATION, texts.get("leave.sentence"), leave, stay);
        alert.setTitle(texts.get("app.name"));
        alert.setHeaderText(texts.get("leave.question"));
        alert.initOwner(view.root().getScene().getWindow());
        return alert.showAndWait().filter(leave::equals).isPresent();
    }
}
