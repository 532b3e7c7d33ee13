package postern.app.step.report;

import java.nio.file.Path;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import postern.app.draft.Draft;
import postern.app.engine.Engine;
import postern.app.engine.Format;
import postern.app.outside.FileDialogs;
import postern.app.outside.TextClipboard;
import postern.app.task.TaskRunner;
import postern.app.text.Texts;
import postern.remedy.ProposedSetting;
import postern.report.Report;

/// Taking the result along: preview, save, copy.
public final class ReportViewModel {
    private final Draft draft;
    private final Engine engine;
    private final FileDialogs dialogs;
    private final TextClipboard clipboard;
    private final TaskRunner runner;
    private final Texts texts;
    private final ReadOnlyStringWrapper preview = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper settingsThere = new ReadOnlyBooleanWrapper(false);
    private final ReadOnlyObjectWrapper<Optional<Saved>> saved = new ReadOnlyObjectWrapper<>(Optional.empty());

    public ReportViewModel(
            Draft draft, Engine engine, FileDialogs dialogs, TextClipboard clipboard, TaskRunner runner, Texts texts) {
        this.draft = draft;
        this.engine = engine;
        this.dialogs = dialogs;
        this.clipboard = clipboard;
        this.runner = runner;
        this.texts = texts;
    }

    /// Brings the preview up to date.
    void entered() {
        saved.set(Optional.empty());
        settingsThere.set(
                draft.report().filter(report -> !report.settings().isEmpty()).isPresent());
        draft.report()
                .ifPresent(report -> runner.run(
                        () -> engine.asText(report),
                        preview::set,
                        thrown ->
                                preview.set(texts.get("report.preview.failed", String.valueOf(thrown.getMessage())))));
    }

    /// Asks where, and saves there.
    void save(Format format) {
        Optional<Report> report = draft.report();
        if (report.isPresent()) {
            String name = texts.get("report.file", report.get().asOf().toString()) + "." + format.extension();
            dialogs.save(name, format.extension()).ifPresent(file -> save(report.get(), format, file));
        }
    }

    private void save(Report report, Format format, Path file) {
        runner.run(
                () -> {
                    engine.save(report, format, file);
                    return file;
                },
                where -> saved.set(Optional.of(new Saved(texts.get("report.saved", where.toString()), false))),
                thrown -> saved.set(Optional.of(new Saved(
                        texts.get("report.failed", file.toString(), String.valueOf(thrown.getMessage())), true))));
    }

    /// Copies the settings as lines of main.cf.
    void copySettings() {
        draft.report()
                .ifPresent(report -> clipboard.write(String.join(
                        System.lineSeparator(),
                        report.settings().stream().map(ProposedSetting::line).toList())));
    }

    /// Copies the whole report as text.
    void copyReport() {
        clipboard.write(preview.get());
    }

    ReadOnlyStringProperty preview() {
        return preview.getReadOnlyProperty();
    }

    /// Whether there are settings to copy.
    ReadOnlyBooleanProperty settingsThere() {
        return settingsThere.getReadOnlyProperty();
    }

    /// What became of the latest attempt to save; empty before the first.
    ReadOnlyObjectProperty<Optional<Saved>> saved() {
        return saved.getReadOnlyProperty();
    }

    /// What became of an attempt to save.
    ///
    /// @param sentence for people
    /// @param failed   whether it failed
    record Saved(String sentence, boolean failed) {}
}
