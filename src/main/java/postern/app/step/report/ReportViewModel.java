package postern.app.step.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import postern.app.defect.ErrorReport;
import postern.app.draft.Draft;
import postern.app.engine.Engine;
import postern.app.engine.Format;
import postern.app.engine.Redacted;
import postern.app.outside.FileDialogs;
import postern.app.outside.TextClipboard;
import postern.app.task.TaskRunner;
import postern.app.text.Texts;
import postern.redaction.StandIn;
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
    private final BooleanProperty redact = new SimpleBooleanProperty(true);
    private final ObservableList<StandIn> replaced = FXCollections.observableArrayList();
    private Optional<Report> shared = Optional.empty();
    private final List<Consumer<Report>> waiting = new ArrayList<>();
    private final ReadOnlyBooleanWrapper settingsThere = new ReadOnlyBooleanWrapper(false);
    private int latest;
    private final ReadOnlyObjectWrapper<Optional<Saved>> saved = new ReadOnlyObjectWrapper<>(Optional.empty());

    public ReportViewModel(
            Draft draft, Engine engine, FileDialogs dialogs, TextClipboard clipboard, TaskRunner runner, Texts texts) {
        this.draft = draft;
        this.engine = engine;
        this.dialogs = dialogs;
        this.clipboard = clipboard;
        this.runner = runner;
        this.texts = texts;
        redact.addListener((_, _, _) -> prepare());
        texts.language().addListener((_, _, _) -> say());
        draft.retoldProperty().addListener((_, _, _) -> say());
    }

    @FunctionalInterface
    private interface Saving {
        void run() throws IOException;
    }

    /// Brings the preview up to date.
    void entered() {
        saved.set(Optional.empty());
        settingsThere.set(
                draft.report().filter(report -> !report.settings().isEmpty()).isPresent());
        prepare();
    }

    /// Makes it again in another language, if it was made before.
    private void say() {
        if (latest > 0) {
            saved.set(Optional.empty());
            prepare();
        }
    }

    /// Makes the report that is to be shared. An answer that has been overtaken is dropped.
    private void prepare() {
        latest++;
        int mine = latest;
        shared = Optional.empty();
        preview.set(texts.get("report.preparing"));
        boolean standIns = redact.get();
        draft.report()
                .ifPresent(report -> runner.run(
                        () -> {
                            Redacted told = standIns ? engine.redacted(report) : new Redacted(report, List.of());
                            return new Prepared(told, engine.asText(told.report()));
                        },
                        prepared -> {
                            if (mine == latest) {
                                replaced.setAll(prepared.told().standIns());
                                preview.set(prepared.text());
                                Report told = prepared.told().report();
                                shared = Optional.of(told);
                                List<Consumer<Report>> now = List.copyOf(waiting);
                                waiting.clear();
                                now.forEach(use -> use.accept(told));
                            }
                        },
                        thrown -> {
                            waiting.clear();
                            preview.set(texts.get(
                                    "report.preview.failed",
                                    ErrorReport.of(thrown).detail()));
                        }));
    }

    private record Prepared(Redacted told, String text) {}

    /// Asks where, and saves the whole case there, with everything that is private.
    void saveCase() {
        Optional<Report> report = draft.report();
        if (report.isPresent()) {
            String name = texts.get("report.case.file", report.get().asOf().toString()) + ".postern";
            dialogs.save(name, "postern").ifPresent(file -> save(file, () -> engine.saveCase(report.get(), file)));
        }
    }

    /// Asks where, and saves there.
    void save(Format format) {
        Optional<Report> report = draft.report();
        if (report.isPresent()) {
            String name = texts.get("report.file", report.get().asOf().toString()) + "." + format.extension();
            dialogs.save(name, format.extension())
                    .ifPresent(file -> whenReady(told -> save(file, () -> engine.save(told, format, file))));
        }
    }

    /// Does something with the report to be shared, now or as soon as it is made.
    private void whenReady(Consumer<Report> use) {
        if (shared.isPresent()) {
            use.accept(shared.get());
        } else {
            waiting.add(use);
        }
    }

    private void save(Path file, Saving saving) {
        runner.run(
                () -> {
                    saving.run();
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
                        report.settings().stream()
                                .filter(ProposedSetting::isOfMainCf)
                                .map(ProposedSetting::line)
                                .toList())));
    }

    /// Copies the whole report as text.
    void copyReport() {
        clipboard.write(preview.get());
    }

    /// Whether private names and addresses are replaced by stand-ins in what is saved to be shared.
    BooleanProperty redact() {
        return redact;
    }

    /// What is replaced by what.
    ObservableList<StandIn> replaced() {
        return replaced;
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
