package postern.app.step.remedy;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import postern.app.draft.Draft;
import postern.app.engine.Engine;
import postern.app.engine.WhatIf;
import postern.app.outside.TextClipboard;
import postern.app.task.TaskRunner;
import postern.app.text.Texts;
import postern.diagnosis.Finding;
import postern.diagnosis.Role;
import postern.diagnosis.Target;
import postern.diagnosis.Wording;
import postern.remedy.Delivery;
import postern.remedy.PeerForecast;
import postern.remedy.ProposedSetting;
import postern.report.Report;

/// The settings to change, and who gets in with them.
public final class RemedyViewModel {
    private final Draft draft;
    private final Engine engine;
    private final TextClipboard clipboard;
    private final TaskRunner runner;
    private final Wording wording;
    private final ObservableList<SettingViewModel> settings = FXCollections.observableArrayList();
    private final ObservableList<PeerForecast> peers = FXCollections.observableArrayList();
    private final ObservableList<String> otherSteps = FXCollections.observableArrayList();
    private final ReadOnlyStringWrapper change = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper verify = new ReadOnlyStringWrapper("");
    private int latest;

    public RemedyViewModel(Draft draft, Engine engine, TextClipboard clipboard, TaskRunner runner, Texts texts) {
        this.draft = draft;
        this.engine = engine;
        this.clipboard = clipboard;
        this.runner = runner;
        this.wording = Wording.in(texts.locale());
        draft.checkProperty().subscribe(_ -> load(draft.original()));
    }

    /// Puts all proposed values back.
    void undoAll() {
        settings.forEach(SettingViewModel::undo);
    }

    void copy(String text) {
        clipboard.write(text);
    }

    /// The settings as lines of main.cf.
    String lines() {
        return String.join(
                System.lineSeparator(),
                settings.stream().map(setting -> setting.edited().line()).toList());
    }

    ObservableList<SettingViewModel> settings() {
        return settings;
    }

    /// Every sender, now and after the change; those seen in the log first, then those that fail now.
    ObservableList<PeerForecast> peers() {
        return peers;
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

    private void load(Optional<Report> report) {
        settings.setAll(report.stream()
                .flatMap(known -> known.settings().stream().map(setting -> editable(setting, known)))
                .toList());
        otherSteps.setAll(
                report.stream().flatMap(known -> others(known).stream()).toList());
        show(report.map(Report::peers).orElse(List.of()));
        change.set("");
        verify.set("");
        latest++;
        report.ifPresent(_ -> forecast());
    }

    private SettingViewModel editable(ProposedSetting setting, Report report) {
        String why = report.diagnosis().findings().stream()
                .filter(finding -> finding.cause().equals(setting.cause()))
                .findFirst()
                .map(wording::title)
                .orElse("");
        SettingViewModel model = new SettingViewModel(setting, why);
        model.value().addListener((_, _, _) -> forecast());
        return model;
    }

    private List<String> others(Report report) {
        return report.diagnosis().findings().stream()
                .filter(finding -> finding.role() == Role.CAUSE || finding.role() == Role.CONTRIBUTING)
                .filter(RemedyViewModel::needsMoreThanSettings)
                .map(wording::fix)
                .distinct()
                .toList();
    }

    private static boolean needsMoreThanSettings(Finding finding) {
        return finding.fix().stream()
                .anyMatch(change -> change.target() != Target.MAIN_CF && change.target() != Target.COMMAND);
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
        show(whatIf.peers());
        settings.forEach(setting -> setting.remark()
                .set(whatIf.remarks().stream()
                        .filter(remark -> remark.parameter().equals(setting.parameter()))
                        .findFirst()));
        change.set(String.join(System.lineSeparator(), whatIf.change()));
        verify.set(String.join(System.lineSeparator(), whatIf.verify()));
        draft.edit(edited, whatIf.peers());
    }

    private static int urgency(Delivery delivery) {
        return switch (delivery) {
            case FAILS -> 0;
            case PLAINTEXT -> 1;
            case UNKNOWN -> 2;
            case ENCRYPTED -> 3;
        };
    }

    /// Touches only rows that changed, so that the selection stays.
    private void show(List<PeerForecast> fresh) {
        List<PeerForecast> sorted = fresh.stream()
                .sorted(Comparator.comparing((PeerForecast peer) -> !peer.wasSeen())
                        .thenComparingInt(peer -> urgency(peer.now().delivery()))
                        .thenComparing(PeerForecast::name, String.CASE_INSENSITIVE_ORDER))
                .toList();
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
