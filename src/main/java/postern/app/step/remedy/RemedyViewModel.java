package postern.app.step.remedy;

import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import postern.app.draft.Draft;
import postern.app.engine.Engine;
import postern.app.engine.PeerRows;
import postern.app.engine.WhatIf;
import postern.app.outside.FileDialogs;
import postern.app.outside.TextClipboard;
import postern.app.task.TaskRunner;
import postern.app.text.Texts;
import postern.diagnosis.Change;
import postern.diagnosis.Finding;
import postern.diagnosis.Role;
import postern.diagnosis.Target;
import postern.diagnosis.Wording;
import postern.evidence.Problem;
import postern.remedy.PeerForecast;
import postern.remedy.ProposedSetting;
import postern.report.Report;

/// The settings to change, and who gets in with them.
public final class RemedyViewModel {
    private final Draft draft;
    private final Engine engine;
    private final TextClipboard clipboard;
    private final TaskRunner runner;
    private final FileDialogs dialogs;
    private final Texts texts;
    private final ReadOnlyObjectWrapper<List<Form>> forms = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyStringWrapper saved = new ReadOnlyStringWrapper("");
    private final ObservableList<SettingViewModel> settings = FXCollections.observableArrayList();
    private final ObservableList<PeerForecast> peers = FXCollections.observableArrayList();
    private final ObservableList<String> otherSteps = FXCollections.observableArrayList();
    private final ReadOnlyStringWrapper change = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper verify = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper about = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<Problem> direction = new ReadOnlyObjectWrapper<>(Problem.INBOUND);
    private int latest;

    public RemedyViewModel(
            Draft draft, Engine engine, FileDialogs dialogs, TextClipboard clipboard, TaskRunner runner, Texts texts) {
        this.draft = draft;
        this.engine = engine;
        this.dialogs = dialogs;
        this.clipboard = clipboard;
        this.runner = runner;
        this.texts = texts;
        draft.checkProperty().subscribe(_ -> load(draft.original()));
        texts.language().addListener((_, _, _) -> {
            say();
            forecast();
        });
    }

    /// Puts all proposed values back.
    void undoAll() {
        settings.forEach(SettingViewModel::undo);
    }

    void copy(String text) {
        clipboard.write(text);
    }

    /// Saves a form of the change.
    void save(String name, String text) {
        String extension = name.substring(name.lastIndexOf('.') + 1);
        dialogs.save(name, extension)
                .ifPresent(file -> runner.run(
                        () -> Files.writeString(file, text),
                        where -> saved.set(texts.get("report.saved", where.toString())),
                        thrown -> saved.set(
                                texts.get("report.failed", file.toString(), String.valueOf(thrown.getMessage())))));
    }

    /// The settings of main.cf as its lines.
    String lines() {
        return String.join(
                System.lineSeparator(),
                settings.stream()
                        .map(SettingViewModel::edited)
                        .filter(ProposedSetting::isOfMainCf)
                        .map(ProposedSetting::line)
                        .toList());
    }

    ObservableList<SettingViewModel> settings() {
        return settings;
    }

    /// Every sender, now and after the change, and what has trouble of the software that others may run;
    /// those seen in the log first, then those that fail now.
    ObservableList<PeerForecast> peers() {
        return peers;
    }

    /// Which traffic the forecast is about.
    ReadOnlyObjectProperty<Problem> direction() {
        return direction.getReadOnlyProperty();
    }

    /// Which service the forecast is of, as a sentence; empty for the one in question.
    ReadOnlyStringProperty about() {
        return about.getReadOnlyProperty();
    }

    /// What is to be done besides settings of main.cf, a sentence each.
    ObservableList<String> otherSteps() {
        return otherSteps;
    }

    /// Commands that make the changes, one a line; empty if there is nothing to change.
    ReadOnlyStringProperty change() {
        return change.getReadOnlyProperty();
    }

    /// Commands that show whether it worked, one a line.
    ReadOnlyStringProperty verify() {
        return verify.getReadOnlyProperty();
    }

    /// The change in every form it can be taken along in; empty if nothing is to be changed.
    ReadOnlyObjectProperty<List<Form>> forms() {
        return forms.getReadOnlyProperty();
    }

    /// What became of the latest attempt to save; empty before the first.
    ReadOnlyStringProperty saved() {
        return saved.getReadOnlyProperty();
    }

    private void load(Optional<Report> report) {
        saved.set("");
        forms.set(List.of());
        direction.set(report.map(Report::direction).orElse(Problem.INBOUND));
        settings.setAll(report.stream()
                .flatMap(known -> known.settings().stream().map(this::editable))
                .toList());
        say();
        report.ifPresentOrElse(known -> show(known.peers(), known.others()), () -> show(List.of(), List.of()));
        about.set("");
        change.set("");
        verify.set("");
        latest++;
        report.ifPresent(_ -> forecast());
    }

    /// Says in the window's language what is not edited here.
    private void say() {
        otherSteps.setAll(draft.original().stream()
                .flatMap(known -> others(known).stream())
                .toList());
        settings.forEach(setting -> setting.because(why(setting.cause())));
    }

    private String why(String cause) {
        return draft.original().stream()
                .flatMap(report -> report.diagnosis().findings().stream())
                .filter(finding -> finding.cause().equals(cause))
                .findFirst()
                .map(Wording.in(texts.locale())::title)
                .orElse("");
    }

    private SettingViewModel editable(ProposedSetting setting) {
        SettingViewModel model = new SettingViewModel(setting, why(setting.cause()));
        model.value().addListener((_, _, _) -> forecast());
        return model;
    }

    private List<String> others(Report report) {
        return report.diagnosis().findings().stream()
                .filter(finding -> finding.role() == Role.CAUSE || finding.role() == Role.CONTRIBUTING)
                .filter(finding -> needsMoreThanSettings(finding, report.settings()))
                .map(Wording.in(texts.locale())::fix)
                .distinct()
                .toList();
    }

    private static boolean needsMoreThanSettings(Finding finding, List<ProposedSetting> edited) {
        return finding.fix().stream()
                .filter(change -> change.target() != Target.MAIN_CF && change.target() != Target.COMMAND)
                .anyMatch(change -> change.target() != Target.MASTER_CF || !isEdited(change, finding, edited));
    }

    /// Whether an option of a service is among the settings that are edited here.
    private static boolean isEdited(Change change, Finding finding, List<ProposedSetting> edited) {
        return edited.stream()
                .anyMatch(setting -> !setting.isOfMainCf()
                        && setting.cause().equals(finding.cause())
                        && change.parameter().equals(Optional.of(setting.parameter())));
    }

    /// Asks for a new forecast; an answer that has been overtaken by a later edit is dropped.
    private void forecast() {
        latest++;
        int mine = latest;
        List<ProposedSetting> edited =
                settings.stream().map(SettingViewModel::edited).toList();
        draft.original()
                .ifPresent(report -> runner.run(
                        () -> engine.whatIf(report, edited),
                        whatIf -> {
                            if (mine == latest) {
                                take(edited, whatIf);
                            }
                        },
                        thrown -> {
                            throw new IllegalStateException("No forecast could be made", thrown);
                        }));
    }

    private void take(List<ProposedSetting> edited, WhatIf whatIf) {
        show(whatIf.peers(), whatIf.others());
        about.set(whatIf.service().map(name -> texts.get("remedy.about", name)).orElse(""));
        settings.forEach(setting -> setting.remark()
                .set(whatIf.remarks().stream()
                        .filter(remark -> remark.name().equals(setting.name()))
                        .findFirst()));
        change.set(String.join(System.lineSeparator(), whatIf.remedy().commands()));
        verify.set(String.join(System.lineSeparator(), whatIf.verify()));
        forms.set(Form.of(whatIf.remedy(), draft.original().map(Report::chains).orElseGet(List::of)));
        draft.edit(edited, whatIf);
    }

    /// Touches only rows that changed, so that the selection stays.
    private void show(List<PeerForecast> fresh, List<PeerForecast> others) {
        List<PeerForecast> sorted = PeerRows.of(fresh, others);
        if (sorted.size() != peers.size()) {
            peers.setAll(sorted);
            return;
        }
        for (int i = 0; i < sorted.size(); i++) {
            if (!sorted.get(i).equals(peers.get(i))) {
                peers.set(i, sorted.get(i));
            }
        }
    }
}
