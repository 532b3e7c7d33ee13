package postern.app.viewer;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import postern.app.draft.Draft;
import postern.app.engine.CheckRequest;
import postern.app.engine.Engine;
import postern.app.engine.Excerpt;
import postern.app.engine.Mark;
import postern.app.outside.TextClipboard;
import postern.app.task.TaskRunner;
import postern.app.text.Texts;
import postern.diagnosis.Citation;
import postern.diagnosis.Wording;
import postern.probe.Cancellation;
import postern.probe.Scan;

/// The document that is looked at: its lines, marks, and what is searched for.
public final class ViewerViewModel {
    private final Draft draft;
    private final Engine engine;
    private final TextClipboard clipboard;
    private final TaskRunner runner;
    private final Texts texts;
    private final ReadOnlyStringWrapper title = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper note = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper found = new ReadOnlyStringWrapper("");
    private final StringProperty query = new SimpleStringProperty("");
    private final ReadOnlyIntegerWrapper current = new ReadOnlyIntegerWrapper(-1);
    private final ObservableList<Line> lines = FXCollections.observableArrayList();
    private List<Integer> hits = List.of();
    private Cancellation reading = new Cancellation();

    public ViewerViewModel(Draft draft, Engine engine, TextClipboard clipboard, TaskRunner runner, Texts texts) {
        this.draft = draft;
        this.engine = engine;
        this.clipboard = clipboard;
        this.runner = runner;
        this.texts = texts;
        query.subscribe(_ -> search());
    }

    /// Opens what is cited at the place that is cited.
    public void open(Citation citation) {
        String source = citation.source();
        Optional<Scan> scan = draft.original().stream()
                .flatMap(report -> report.scans().stream())
                .filter(each -> source.equals("probe " + each.endpoint()))
                .findFirst();
        if (scan.isPresent()) {
            show(source, ProbeLines.of(scan.get(), texts), citation.text());
            return;
        }
        Cancellation mine = start(source);
        CheckRequest request = draft.request();
        long line = citation.line().orElse(1);
        Consumer<Excerpt> soFar = beginning -> runner.show(() -> {
            if (mine == reading) {
                begin(beginning, citation);
            }
        });
        runner.run(
                () -> engine.open(request, source, line, soFar),
                excerpt -> {
                    if (mine == reading) {
                        excerpt.ifPresentOrElse(
                                known -> {
                                    show(known, citation);
                                    remark(request, source, mine);
                                },
                                () -> note.set(texts.get("viewer.gone", source)));
                    }
                },
                thrown -> note.set(texts.get("viewer.failed", source, String.valueOf(thrown.getMessage()))));
    }

    /// Shows lines that are at hand already.
    ///
    /// @param wanted a text to go to; empty for the beginning
    public void show(String name, List<String> text, String wanted) {
        start(name);
        show(new Excerpt(name, 1, text, true), Citation.of(name, wanted));
    }

    /// Ends what is still being read.
    void close() {
        reading.cancel();
        lines.clear();
    }

    private Cancellation start(String name) {
        reading.cancel();
        reading = new Cancellation();
        lines.clear();
        hits = List.of();
        query.set("");
        title.set(name);
        note.set(texts.get("viewer.opening"));
        current.set(-1);
        return reading;
    }

    private void show(Excerpt excerpt, Citation citation) {
        boolean begun = !lines.isEmpty();
        add(excerpt);
        mark(cited(excerpt.name()));
        note.set(
                excerpt.complete()
                        ? texts.get("viewer.lines", lines.size())
                        : texts.get("viewer.part", excerpt.first(), excerpt.first() + lines.size() - 1));
        if (citation.line().isEmpty()) {
            current.set(holding(citation.text().strip()));
        } else if (!begun) {
            goTo(citation, excerpt);
        }
    }

    /// Shows the beginning of what is still being read.
    private void begin(Excerpt excerpt, Citation citation) {
        add(excerpt);
        goTo(citation, excerpt);
    }

    private void goTo(Citation citation, Excerpt excerpt) {
        citation.line().ifPresent(line -> current.set((int) Math.clamp(line - excerpt.first(), -1, lines.size() - 1L)));
    }

    /// Adds lines to those that are shown already, which stay as they are: someone may be reading them.
    private void add(Excerpt excerpt) {
        List<String> all = excerpt.lines();
        List<Line> fresh = new ArrayList<>(all.size());
        for (int at = lines.size(); at < all.size(); at++) {
            fresh.add(new Line(excerpt.first() + at, all.get(at), List.of()));
        }
        lines.addAll(fresh);
    }

    /// The first line that holds a text, else the first that begins as it does; the first of all if none does.
    private int holding(String wanted) {
        String word = wanted.split("[\\s:]", 2)[0];
        return IntStream.range(0, lines.size())
                .filter(index -> lines.get(index).text().contains(wanted))
                .findFirst()
                .orElseGet(() -> IntStream.range(0, lines.size())
                        .filter(index -> lines.get(index).text().contains(word))
                        .findFirst()
                        .orElse(0));
    }

    private void remark(CheckRequest request, String source, Cancellation mine) {
        runner.run(
                () -> engine.marks(request, source, mine),
                marks -> {
                    if (mine == reading) {
                        mark(marks);
                    }
                },
                // Marks are an addition: without them the lines still can be read.
                _ -> {});
    }

    /// What the latest check cites of a document.
    private List<Mark> cited(String name) {
        Wording wording = Wording.in(texts.locale());
        return draft.original().stream()
                .flatMap(report -> report.diagnosis().findings().stream())
                .flatMap(finding -> finding.evidence().stream()
                        .filter(citation -> citation.line().isPresent()
                                && (citation.source().equals(name)
                                        || citation.source().startsWith(name + ": ")))
                        .map(citation -> new Mark(citation.line().getAsLong(), finding.role(), wording.title(finding))))
                .toList();
    }

    /// Adds marks to the lines; what is said there already is not said twice.
    private void mark(List<Mark> marks) {
        if (lines.isEmpty()) {
            return;
        }
        long first = lines.getFirst().number();
        Map<Long, List<Mark>> byLine = marks.stream().collect(Collectors.groupingBy(Mark::line));
        byLine.forEach((number, fresh) -> {
            long index = number - first;
            if (index >= 0 && index < lines.size()) {
                Line line = lines.get((int) index);
                lines.set(
                        (int) index,
                        new Line(
                                line.number(),
                                line.text(),
                                Stream.concat(line.marks().stream(), fresh.stream())
                                        .distinct()
                                        .toList()));
            }
        });
        long marked = lines.stream().filter(line -> !line.marks().isEmpty()).count();
        if (marked > 0 && found.get().isEmpty()) {
            note.set(texts.get("viewer.marked", lines.size(), marked));
        }
    }

    private void search() {
        String wanted = query.get().toLowerCase(Locale.ROOT);
        found.set("");
        hits = List.of();
        if (wanted.isBlank() || lines.isEmpty()) {
            return;
        }
        List<Line> all = List.copyOf(lines);
        runner.run(
                () -> IntStream.range(0, all.size())
                        .filter(index ->
                                all.get(index).text().toLowerCase(Locale.ROOT).contains(wanted))
                        .boxed()
                        .toList(),
                indexes -> {
                    if (wanted.equals(query.get().toLowerCase(Locale.ROOT))) {
                        hits = indexes;
                        go(hits.stream()
                                .filter(index -> index >= current.get())
                                .findFirst()
                                .or(() -> hits.stream().findFirst()));
                    }
                },
                _ -> {});
    }

    /// Goes to the next line that holds what is searched for; after the last to the first.
    void next() {
        go(hits.stream()
                .filter(index -> index > current.get())
                .findFirst()
                .or(() -> hits.stream().findFirst()));
    }

    /// Goes to the line before that holds what is searched for; from the first to the last.
    void previous() {
        List<Integer> upwards = hits.reversed();
        go(upwards.stream()
                .filter(index -> index < current.get())
                .findFirst()
                .or(() -> upwards.stream().findFirst()));
    }

    private void go(Optional<Integer> hit) {
        hit.ifPresent(current::set);
        found.set(hit.map(index -> texts.get("viewer.found", hits.indexOf(index) + 1, hits.size()))
                .orElseGet(() -> texts.get("viewer.found.none")));
    }

    /// Goes to the next marked line; after the last to the first.
    void nextMark() {
        IntStream after = IntStream.range(current.get() + 1, lines.size());
        IntStream before = IntStream.rangeClosed(0, Math.min(current.get(), lines.size() - 1));
        IntStream.concat(after, before)
                .filter(index -> !lines.get(index).marks().isEmpty())
                .findFirst()
                .ifPresent(current::set);
    }

    /// Is told which line the user chose.
    void choose(int index) {
        if (index >= 0) {
            current.set(index);
        }
    }

    void copy(List<Line> chosen) {
        clipboard.write(chosen.stream().map(Line::text).collect(Collectors.joining(System.lineSeparator())));
    }

    ObservableList<Line> lines() {
        return lines;
    }

    ReadOnlyStringProperty title() {
        return title.getReadOnlyProperty();
    }

    /// How much is shown, or why nothing is.
    ReadOnlyStringProperty note() {
        return note.getReadOnlyProperty();
    }

    /// What is searched for.
    StringProperty query() {
        return query;
    }

    /// How the search went; empty while nothing is searched for.
    ReadOnlyStringProperty found() {
        return found.getReadOnlyProperty();
    }

    /// Index of the line to show; -1 for none.
    ReadOnlyIntegerProperty current() {
        return current.getReadOnlyProperty();
    }
}
