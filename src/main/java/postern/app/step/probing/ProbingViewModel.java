package postern.app.step.probing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import postern.app.defect.ErrorReport;
import postern.app.draft.Check;
import postern.app.draft.Draft;
import postern.app.engine.CheckRequest;
import postern.app.engine.Engine;
import postern.app.engine.Progress;
import postern.app.engine.ServerReading;
import postern.app.task.TaskRunner;
import postern.app.text.Texts;
import postern.probe.Cancellation;
import postern.probe.Endpoint;
import postern.probe.Scan;
import postern.report.Report;

/// The checks while they run, and what became of them.
public final class ProbingViewModel {
    private final Draft draft;
    private final Engine engine;
    private final TaskRunner runner;
    private final Texts texts;
    private final Runnable finished;
    private final Rows table;
    private final ObservableList<Row> rows = FXCollections.observableArrayList();
    private final ReadOnlyStringWrapper status = new ReadOnlyStringWrapper("");
    private final ReadOnlyDoubleWrapper fraction = new ReadOnlyDoubleWrapper(0);
    private final ReadOnlyStringWrapper notice = new ReadOnlyStringWrapper("");
    private final BooleanBinding running;
    private Map<Endpoint, Scan> scans = new LinkedHashMap<>();
    private Cancellation cancellation = new Cancellation();
    /// What the status says, and how the rows came about, to be said again in another language.
    private Supplier<String> said = () -> "";
    private Supplier<String> noticed = () -> "";
    private Runnable shown = () -> {};

    /// @param finished is run when a check has come to its end without being stopped
    public ProbingViewModel(Draft draft, Engine engine, TaskRunner runner, Texts texts, Runnable finished) {
        this.draft = draft;
        this.engine = engine;
        this.runner = runner;
        this.texts = texts;
        this.finished = finished;
        this.table = new Rows(texts);
        texts.language().addListener((_, _, _) -> {
            status.set(said.get());
            notice.set(noticed.get());
            shown.run();
        });
        this.running = Bindings.createBooleanBinding(
                () -> draft.checkProperty().get() instanceof Check.Running, draft.checkProperty());
    }

    /// Starts a check unless one for the same request runs or has been made already, stopped or not.
    public void entered() {
        CheckRequest request = draft.request();
        boolean done = switch (draft.checkProperty().get()) {
            case Check.NotStarted _ -> false;
            case Check.Running now -> now.request().equals(request);
            case Check.Finished past -> past.request().equals(request);
            case Check.Failed broken -> broken.request().equals(request);
        };
        if (!done) {
            start();
        }
    }

    /// Starts a check in any case; one that still runs is stopped and forgotten.
    ///
    /// Who checks again here wants the same once more. As long as nobody has said that something was changed,
    /// that is a plain check, which counts everything given alike: people add what was missing. After
    /// [#startAgain()] it is compared with the time before the change, also with files that were added since.
    public void start() {
        Check former = draft.checkProperty().get();
        Optional<Report> before = draft.before();
        cancellation.cancel();
        Cancellation mine = new Cancellation();
        cancellation = mine;
        scans = new LinkedHashMap<>();
        CheckRequest request = draft.request();
        draft.setCheck(new Check.Running(request));
        say(() -> texts.get("probing.starting"));
        notice(() -> "");
        fraction.set(0);
        show(request, Optional.of(Progress.Phase.READING), false);
        Consumer<Progress> listener = progress -> runner.show(() -> progressed(mine, request, progress));
        runner.run(
                () -> before.isPresent()
                        ? engine.runAgain(request, before.get(), listener, mine)
                        : Optional.of(engine.run(request, listener, mine)),
                report -> report.ifPresentOrElse(
                        known -> ended(mine, request, known), () -> nothingNew(mine, request, former)),
                thrown -> broken(mine, request, thrown));
    }

    /// Checks once more after a change, beside what was said before it.
    public void startAgain() {
        draft.markChanged();
        start();
    }

    /// The answer stays as it was.
    private void nothingNew(Cancellation mine, CheckRequest request, Check former) {
        if (mine != cancellation) {
            return;
        }
        say(() -> texts.get("probing.nothing-new"));
        notice(() -> texts.get("probing.nothing-new.sentence"));
        fraction.set(1);
        draft.setCheck(former);
        show(request, Optional.empty(), false);
    }

    private void notice(Supplier<String> words) {
        noticed = words;
        notice.set(words.get());
    }

    /// Stops the check; what is known by then stays.
    public void cancel() {
        if (running.get()) {
            say(() -> texts.get("probing.stopping"));
            cancellation.cancel();
        }
    }

    private void progressed(Cancellation mine, CheckRequest request, Progress progress) {
        if (mine != cancellation || mine.isCancelled()) {
            return;
        }
        progress.scan().ifPresent(scan -> scans.put(scan.endpoint(), scan));
        say(() -> progress.total() == 0
                ? progress.text()
                : texts.get("probing.progress", progress.done(), progress.total(), progress.text()));
        fraction.set(fraction(progress));
        show(request, Optional.of(progress.phase()), false);
    }

    /// Reading and diagnosing take a tenth of the bar each.
    private static double fraction(Progress progress) {
        double share = progress.total() == 0 ? 0 : (double) progress.done() / progress.total();
        return switch (progress.phase()) {
            case READING -> 0.1 * share;
            case PROBING -> 0.1 + 0.8 * share;
            case DIAGNOSING -> 0.9 + 0.1 * share;
        };
    }

    private void ended(Cancellation mine, CheckRequest request, Report report) {
        if (mine != cancellation) {
            return;
        }
        boolean stopped = mine.isCancelled();
        report.scans().forEach(scan -> scans.put(scan.endpoint(), scan));
        say(() -> texts.get(stopped ? "probing.stopped" : "probing.finished"));
        fraction.set(1);
        draft.setCheck(new Check.Finished(request, report, stopped));
        show(request, Optional.empty(), stopped);
        if (!stopped) {
            finished.run();
        }
    }

    private void broken(Cancellation mine, CheckRequest request, Throwable thrown) {
        if (mine != cancellation) {
            return;
        }
        say(() -> texts.get("probing.broken"));
        draft.setCheck(new Check.Failed(request, ErrorReport.of(thrown).detail()));
    }

    private void say(Supplier<String> words) {
        said = words;
        status.set(words.get());
    }

    private void show(CheckRequest request, Optional<Progress.Phase> phase, boolean stopped) {
        shown = () -> show(request, phase, stopped);
        List<String> servers = draft.readingProperty().get() instanceof ServerReading.Named named
                ? named.endpoints().stream().map(Endpoint::toString).toList()
                : List.of();
        update(table.of(request.inputs().size(), servers, phase, scans.values(), stopped));
    }

    /// Touches only rows that changed, so that the list stays where the user scrolled it.
    private void update(List<Row> fresh) {
        if (fresh.size() != rows.size()) {
            rows.setAll(fresh);
            return;
        }
        for (int i = 0; i < fresh.size(); i++) {
            if (!fresh.get(i).equals(rows.get(i))) {
                rows.set(i, fresh.get(i));
            }
        }
    }

    ObservableList<Row> rows() {
        return rows;
    }

    ReadOnlyStringProperty status() {
        return status.getReadOnlyProperty();
    }

    /// What stands in the way of a comparison; mostly empty.
    ReadOnlyStringProperty notice() {
        return notice.getReadOnlyProperty();
    }

    /// From 0 to 1.
    ReadOnlyDoubleProperty fraction() {
        return fraction.getReadOnlyProperty();
    }

    /// Whether a check is under way.
    public BooleanBinding running() {
        return running;
    }

    ReadOnlyObjectProperty<Check> check() {
        return draft.checkProperty();
    }
}
