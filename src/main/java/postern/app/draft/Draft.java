package postern.app.draft;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import postern.app.engine.CheckRequest;
import postern.app.engine.Input;
import postern.app.engine.ServerReading;
import postern.app.engine.WhatIf;
import postern.evidence.Problem;
import postern.remedy.ProposedSetting;
import postern.report.Report;

/// The case being put together: what the user gave, what the check said, how the settings were edited.
///
/// Belongs to the window's thread.
public final class Draft {
    private final ObjectProperty<Optional<Problem>> problem = new SimpleObjectProperty<>(Optional.of(Problem.INBOUND));
    private final StringProperty server = new SimpleStringProperty("");
    private final ObjectProperty<ServerReading> reading = new SimpleObjectProperty<>(new ServerReading.Empty());
    private final StringProperty pending = new SimpleStringProperty("");
    private final ObservableList<Input> inputs = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<Check> check = new ReadOnlyObjectWrapper<>(new Check.NotStarted());
    private final ObjectProperty<Optional<Report>> retold = new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<Optional<Report>> edited = new SimpleObjectProperty<>(Optional.empty());

    private Optional<CheckRequest> example = Optional.empty();
    private Optional<Check.Finished> first = Optional.empty();
    private Optional<CheckRequest> changed = Optional.empty();

    /// Which traffic is in trouble; empty for everything.
    public ObjectProperty<Optional<Problem>> problemProperty() {
        return problem;
    }

    /// The server field as typed.
    public StringProperty serverProperty() {
        return server;
    }

    /// What the server field means, as far as is known by now.
    public ObjectProperty<ServerReading> readingProperty() {
        return reading;
    }

    /// Text that was typed or pasted and is not among the inputs yet.
    public StringProperty pendingProperty() {
        return pending;
    }

    /// Files and texts, in the order given.
    public ObservableList<Input> inputs() {
        return inputs;
    }

    /// What became of the latest check.
    public ReadOnlyObjectProperty<Check> checkProperty() {
        return check.getReadOnlyProperty();
    }

    /// Records what became of the check. A new state forgets how an older report was edited.
    public void setCheck(Check state) {
        if (state instanceof Check.Finished finished && !finished.cancelled() && !isCompared(finished.report())) {
            first = Optional.of(finished);
            changed = Optional.empty();
        }
        edited.set(Optional.empty());
        retold.set(Optional.empty());
        check.set(state);
    }

    /// What would be checked now.
    public CheckRequest request() {
        return new CheckRequest(problem.get(), server.get(), inputs);
    }

    /// Whether there is anything to check.
    public boolean hasSomethingToCheck() {
        return !server.get().isBlank() || !inputs.isEmpty() || !pending.get().isBlank();
    }

    /// Takes over the built-in example.
    public void fillExample(CheckRequest request) {
        fill(request);
        example = Optional.of(this.request());
    }

    /// Whether a request is that of the built-in example.
    public boolean isExample(CheckRequest request) {
        return example.equals(Optional.of(request));
    }

    /// Takes over a prepared case.
    public void fill(CheckRequest request) {
        problem.set(request.problem());
        server.set(request.server());
        inputs.setAll(request.inputs());
        first = Optional.empty();
        changed = Optional.empty();
    }

    /// The report as the check made it, in the words of the language spoken now; empty before the first.
    public Optional<Report> original() {
        return check.get() instanceof Check.Finished finished
                ? retold.get().or(() -> Optional.of(finished.report()))
                : Optional.empty();
    }

    /// Takes over what the report says in another language. Settings that were edited stay as they are.
    public void retell(Report told) {
        edited.set(edited.get()
                .map(report -> told.withSettings(
                        report.settings(),
                        report.peers(),
                        report.others(),
                        report.supplement().service())));
        retold.set(Optional.of(told));
    }

    /// Changes when the report is told in another language.
    public ReadOnlyObjectProperty<Optional<Report>> retoldProperty() {
        return retold;
    }

    /// Takes note that something was changed since the last check: from now on, checks of this case are compared with
    /// what was said before the change.
    public void markChanged() {
        changed = Optional.of(request());
    }

    /// What a check of what is given now is to be compared with: what was said before the first change. It
    /// stays the same for every further check, however often something is changed, until a new case begins: one
    /// that is opened, another server, another complaint, or a plain check. Empty where nothing was changed or
    /// there is no earlier answer.
    public Optional<Report> before() {
        CheckRequest now = request();
        return changed.flatMap(known -> first.filter(then -> isSameCase(then.request(), known, now)))
                .map(Check.Finished::report);
    }

    /// A server may be added to files, or files be all that is left. Without a server at both times, something that was
    /// given must still be there.
    private static boolean isSameCase(CheckRequest then, CheckRequest changed, CheckRequest now) {
        boolean shared = now.equals(changed)
                || Stream.concat(then.inputs().stream(), changed.inputs().stream())
                        .anyMatch(now.inputs()::contains);
        boolean twoServers = !then.server().isEmpty() && !now.server().isEmpty();
        boolean alike = twoServers ? then.server().equals(now.server()) : shared;
        return alike && then.problem().equals(now.problem());
    }

    private static boolean isCompared(Report report) {
        return report.supplement().comparison().isPresent();
    }

    /// The report with the settings as edited, which is the one to save.
    public Optional<Report> report() {
        return edited.get().or(this::original);
    }

    /// Takes over edited settings and what comes of them.
    public void edit(List<ProposedSetting> settings, WhatIf whatIf) {
        edited.set(original()
                .map(report -> report.withSettings(settings, whatIf.peers(), whatIf.others(), whatIf.service())));
    }

    /// Changes whenever [#report()] does by an edit.
    public ReadOnlyObjectProperty<Optional<Report>> editedProperty() {
        return edited;
    }

    /// Whether the latest check is finished and answers the present request.
    public boolean isAnswered() {
        return check.get() instanceof Check.Finished finished
                && !finished.cancelled()
                && pending.get().isBlank()
                && finished.request().equals(request());
    }
}
