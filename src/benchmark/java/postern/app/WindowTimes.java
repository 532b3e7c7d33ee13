package postern.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.beans.InvalidationListener;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DataFormat;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import javafx.stage.Window;
import postern.app.engine.Engine;
import postern.app.outside.FileDialogs;
import postern.app.outside.FxClipboard;
import postern.app.settings.Settings;
import postern.app.settings.SettingsStore;
import postern.app.settings.UnfinishedCase;
import postern.app.settings.UnfinishedStore;
import postern.app.shell.Theme;
import postern.app.task.FxTaskRunner;
import postern.app.task.TaskRunner;
import postern.app.text.Texts;
import postern.check.Example;

/// How long the running window takes, in milliseconds by the clock, from what someone does until it has been drawn.
/// Arguments: `paste FILE`, `read FILE`, `drop FILE` or `edit RUNS`.
public final class WindowTimes {
    private static final String EDITED = "smtpd_tls_protocols";

    private final Stage stage = new Stage();
    private final List<Path> chosen;

    private WindowTimes(List<Path> chosen) {
        this.chosen = chosen;
        Engine engine = new CheckEngine(Texts.in(Locale.ENGLISH));
        TaskRunner runner = new FxTaskRunner();
        new Wiring(
                        engine,
                        runner,
                        new Wiring.Outside(new FxClipboard(), new Chosen(), new NoCase(), () -> {}),
                        new Theme(new NoSettings()),
                        Texts.in(Locale.ENGLISH))
                .show(stage);
        WarmUp.of(engine, runner);
    }

    /// Measures one thing.
    public static void main(String[] arguments) throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        Platform.startup(started::countDown);
        started.await();
        Path folder = Files.createTempDirectory("window-times");
        List<Path> files = arguments[0].equals("edit") ? example(folder) : List.of(Path.of(arguments[1]));
        WindowTimes window = onWindow(() -> new WindowTimes(files));
        window.await("#next", _ -> true);
        window.press("#next");
        window.await("#paste", _ -> true);
        // Nobody finds the file and drops it sooner.
        Thread.sleep(3000);
        switch (arguments[0]) {
            case "paste" -> window.paste(Files.readString(files.getFirst()));
            case "read" -> window.read();
            case "drop" -> window.drop();
            case "edit" -> window.edit(Integer.parseInt(arguments[1]));
            default -> throw new IllegalArgumentException(arguments[0]);
        }
        // Reading may go on; that is what was measured.
        Runtime.getRuntime().halt(0);
    }

    private static List<Path> example(Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        for (Map.Entry<String, String> text : Example.texts().entrySet()) {
            files.add(Files.writeString(folder.resolve(text.getKey()), text.getValue()));
        }
        return files;
    }

    private void paste(String text) throws Exception {
        onWindow(() -> Clipboard.getSystemClipboard().setContent(Map.of(DataFormat.PLAIN_TEXT, text)));
        long start = System.nanoTime();
        print("start", start, start);
        Platform.runLater(() -> ((TextInputControl) find("#paste").orElseThrow()).paste());
        print("pasted text is listed", start, drawn(() -> find(".given").isPresent()));
        print("what was understood", start, drawn(() -> shows("sessions")));
    }

    private void read() throws Exception {
        press("#files-open");
        drawn(() -> shows("sessions"));
        long start = System.nanoTime();
        print("start", start, start);
        press(".given-part .button");
        print("first lines in the reading window", start, drawn(() -> lines().isPresent()));
        print("with marks", start, drawn(() -> lines().filter(WindowTimes::tellsMarks).isPresent()));
        long scrolled = System.nanoTime();
        int last = onWindow(() -> {
            ListView<?> list = lines().orElseThrow();
            list.scrollTo(list.getItems().size() - 1);
            return list.getItems().size();
        });
        print("scrolled to line " + last, scrolled, drawn(() -> true));
    }

    private void drop() throws Exception {
        long start = System.nanoTime();
        print("start", start, start);
        press("#files-open");
        print("file is listed", start, drawn(() -> find(".given").isPresent()));
        print("first sentence on what is in it", start, drawn(() -> shows("so far")));
        print("370,000 lines (50 MB)", start, drawn(() -> read(370_000)));
        long removed = System.nanoTime();
        onWindow(() -> {
            all(".given > .button").reduce((_, last) -> last).map(Button.class::cast).orElseThrow().fire();
            return removed;
        });
        print("taken away while it is read", removed, drawn(() -> find(".given").isEmpty()));
    }

    private void edit(int runs) throws Exception {
        press("#files-open");
        drawn(() -> all(".given").count() == chosen.size() && shows("sessions"));
        press("#next");
        await("#title", title -> ((Label) title).getText().equals("What was found"));
        press("#next");
        await("#setting-" + EDITED, _ -> true);
        drawn(() -> !senders().isEmpty());
        List<Double> changed = new ArrayList<>();
        List<Double> drawn = new ArrayList<>();
        for (int run = 0; run < runs; run++) {
            String value = run % 2 == 0 ? "!SSLv2, !SSLv3, !TLSv1, !TLSv1.1" : "!SSLv2, !SSLv3";
            TableView<Object> table = onWindow(this::table);
            FutureTask<Long> moment = new FutureTask<>(System::nanoTime);
            InvalidationListener listener = _ -> moment.run();
            onWindow(() -> {
                table.getItems().addListener(listener);
                return table;
            });
            long start = System.nanoTime();
            Platform.runLater(() -> ((TextInputControl) find("#setting-" + EDITED).orElseThrow()).setText(value));
            drawn.add((drawn(moment::isDone) - start) / 1e6);
            changed.add((moment.get() - start) / 1e6);
            table.getItems().removeListener(listener);
        }
        print("edit until the rows are changed", changed);
        print("edit until they are drawn", drawn);
    }

    private static void print(String what, List<Double> taken) {
        List<Double> warm = taken.subList(taken.size() / 2, taken.size()).stream().sorted().toList();
        System.out.println(String.format(
                Locale.ROOT,
                "%s: first %.0f ms; of the last half: least %.0f, middle %.0f, most %.0f",
                what,
                taken.getFirst(),
                warm.getFirst(),
                warm.get(warm.size() / 2),
                warm.getLast()));
    }

    @SuppressWarnings("unchecked")
    private TableView<Object> table() {
        return (TableView<Object>) find("#peers").orElseThrow();
    }

    private List<?> senders() {
        return List.copyOf(table().getItems());
    }

    private static Optional<ListView<?>> lines() {
        return Window.getWindows().stream()
                .map(Window::getScene)
                .flatMap(scene -> Stream.ofNullable(scene.lookup("#lines")))
                .<ListView<?>>map(node -> (ListView<?>) node)
                .filter(list -> !list.getItems().isEmpty() && list.lookup(".line-text") != null)
                .findFirst();
    }

    private static boolean tellsMarks(ListView<?> list) {
        return list.getScene().getRoot().lookupAll(".viewer-top .label").stream()
                .anyMatch(label -> ((Label) label).getText().contains("marked"));
    }

    private boolean shows(String words) {
        return words().anyMatch(node -> ((Text) node).getText().contains(words));
    }

    /// Whether the sentence on what is in the log tells of so many lines, or of all of them.
    private boolean read(long lines) {
        return words()
                .map(node -> ((Text) node).getText())
                .anyMatch(text -> !text.contains("so far") || firstNumber(text) >= lines);
    }

    private static long firstNumber(String text) {
        String digits = text.replace(",", "").replaceFirst("\\D*(\\d+).*", "$1");
        return Long.parseLong(digits);
    }

    private Stream<Node> words() {
        return all(".given .prose").flatMap(prose -> ((Parent) prose).getChildrenUnmodifiable().stream())
                .filter(Text.class::isInstance);
    }

    private Optional<Node> find(String query) {
        return Optional.ofNullable(scene().lookup(query));
    }

    private Stream<Node> all(String query) {
        return scene().getRoot().lookupAll(query).stream();
    }

    private Scene scene() {
        return Objects.requireNonNull(stage.getScene());
    }

    private void press(String query) throws Exception {
        onWindow(() -> {
            ((Button) find(query).orElseThrow()).fire();
            return query;
        });
    }

    private void await(String query, Predicate<Node> wanted) throws Exception {
        drawn(() -> find(query).filter(wanted).isPresent());
    }

    /// The moment at which something has been drawn: a pulse waits for the drawing of the one before it.
    private static long drawn(BooleanSupplier shown) throws Exception {
        FutureTask<Long> moment = new FutureTask<>(System::nanoTime);
        Platform.runLater(new AnimationTimer() {
            private int since;

            @Override
            public void handle(long now) {
                if (since > 0 || shown.getAsBoolean()) {
                    since++;
                }
                if (since == 3) {
                    stop();
                    moment.run();
                }
            }
        }::start);
        return moment.get();
    }

    private static <T> T onWindow(Callable<T> work) throws Exception {
        FutureTask<T> task = new FutureTask<>(work);
        Platform.runLater(task);
        return task.get();
    }

    private static void print(String what, long start, long end) {
        System.out.println(String.format(
                Locale.ROOT,
                "%6d ms by the clock, %6d ms of processors since the start: %s",
                (end - start) / 1_000_000,
                ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO).toMillis(),
                what));
    }

    /// Chooses what was named on the command line.
    private final class Chosen implements FileDialogs {
        @Override
        public List<Path> open() {
            return chosen;
        }

        @Override
        public Optional<Path> openFolder() {
            return Optional.empty();
        }

        @Override
        public Optional<Path> save(String name, String extension) {
            return Optional.empty();
        }
    }

    /// Keeps no settings.
    private static final class NoSettings implements SettingsStore {
        @Override
        public Settings load() {
            return Settings.DEFAULT;
        }

        @Override
        public void save(Settings settings) {}
    }

    /// Keeps no case.
    private static final class NoCase implements UnfinishedStore {
        @Override
        public Optional<UnfinishedCase> load() {
            return Optional.empty();
        }

        @Override
        public void save(UnfinishedCase unfinished) {}

        @Override
        public void clear() {}
    }
}
