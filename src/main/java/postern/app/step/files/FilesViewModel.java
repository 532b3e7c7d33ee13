package postern.app.step.files;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import postern.app.draft.Draft;
import postern.app.engine.Engine;
import postern.app.engine.Input;
import postern.app.engine.ServerReading;
import postern.app.engine.Understood;
import postern.app.outside.FileDialogs;
import postern.app.outside.TextClipboard;
import postern.app.task.TaskRunner;
import postern.app.text.Texts;
import postern.probe.Cancellation;
import postern.transcript.Collector;

/// What is at hand: files, folders and pasted texts, each looked at as soon as it arrives.
public final class FilesViewModel {
    private final Draft draft;
    private final Engine engine;
    private final FileDialogs dialogs;
    private final TaskRunner runner;
    private final TextClipboard clipboard;
    private final Texts texts;
    private final ObjectProperty<MailSystem> system = new SimpleObjectProperty<>(MailSystem.DEBIAN);
    private final Consumer<List<String>> reader;
    private final ObservableList<Given> given = FXCollections.observableArrayList();
    private final ReadOnlyStringWrapper contacts = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper trouble = new ReadOnlyStringWrapper("");
    /// What is being read.
    private final Map<Input, Cancellation> looking = new HashMap<>();
    private int pasted;

    /// @param reader shows the lines of the collector's script
    public FilesViewModel(
            Draft draft,
            Engine engine,
            FileDialogs dialogs,
            TextClipboard clipboard,
            TaskRunner runner,
            Texts texts,
            Consumer<List<String>> reader) {
        this.clipboard = clipboard;
        this.reader = reader;
        this.draft = draft;
        this.engine = engine;
        this.dialogs = dialogs;
        this.runner = runner;
        this.texts = texts;
        draft.inputs().addListener((ListChangeListener<Input>) _ -> follow());
        draft.readingProperty().subscribe(reading -> contacts.set(sentence(reading)));
        texts.language().addListener((_, _, _) -> {
            contacts.set(sentence(draft.readingProperty().get()));
            lookAgain();
        });
        follow();
    }

    void open() {
        addFiles(dialogs.open());
    }

    void openFolder() {
        addFiles(dialogs.openFolder().stream().toList());
    }

    /// Adds files, folders or zips; what is there already is not added again.
    void addFiles(List<Path> files) {
        draft.inputs()
                .addAll(files.stream()
                        .map(file -> (Input) new Input.File(file))
                        .filter(input -> !draft.inputs().contains(input))
                        .distinct()
                        .toList());
    }

    /// Adds a dropped text.
    void addText(String text) {
        if (!text.isBlank()) {
            pasted++;
            draft.inputs().add(new Input.Text(texts.get("files.pasted", pasted), text));
        }
    }

    /// Adds what stands in the paste area and empties it.
    void addPaste() {
        String text = paste().get();
        paste().set("");
        addText(text);
    }

    /// Takes an entry away; if it is still being read, that ends.
    void remove(Given entry) {
        Cancellation reading = looking.remove(entry.input());
        if (reading != null) {
            reading.cancel();
        }
        draft.inputs().remove(entry.input());
    }

    /// Puts a text back into the paste area, to be corrected there.
    void edit(Given entry) {
        if (entry.input() instanceof Input.Text(var _, String text)) {
            addPaste();
            remove(entry);
            paste().set(text);
        }
    }

    /// Copies the collector's script so that pasting it into a server's terminal writes it to a file and runs
    /// it. From a pipe its own commands would read the rest of it.
    void copyCollector() {
        clipboard.write("cat > collector.sh <<'POSTERN'\n"
                + Collector.script()
                + "POSTERN\nsh collector.sh > collected.txt; cat collected.txt\n");
    }

    /// Saves the collector's script.
    void saveCollector() {
        dialogs.save("collector.sh", "sh")
                .ifPresent(file -> runner.run(
                        () -> Files.writeString(file, Collector.script()),
                        _ -> {},
                        thrown -> trouble.set(
                                texts.get("report.failed", file.toString(), String.valueOf(thrown.getMessage())))));
    }

    /// Shows the collector's script.
    void readCollector() {
        reader.accept(Collector.script().lines().toList());
    }

    void copy(String text) {
        clipboard.write(text);
    }

    /// What the server runs on.
    ObjectProperty<MailSystem> system() {
        return system;
    }

    /// What can be given and how to get it.
    List<MailSystem.Way> ways() {
        String server = draft.readingProperty().get() instanceof ServerReading.Named named
                        && !named.endpoints().isEmpty()
                ? named.endpoints().getFirst().toString()
                : "HOST:25";
        return system.get().ways(server);
    }

    ObservableList<Given> given() {
        return given;
    }

    /// What stands in the paste area.
    StringProperty paste() {
        return draft.pendingProperty();
    }

    /// What will be contacted.
    ReadOnlyStringProperty contacts() {
        return contacts.getReadOnlyProperty();
    }

    /// Why something could not be saved; empty if nothing went wrong.
    ReadOnlyStringProperty trouble() {
        return trouble.getReadOnlyProperty();
    }

    private String sentence(ServerReading reading) {
        return switch (reading) {
            case ServerReading.Empty _ -> texts.get("files.contacts.nobody");
            case ServerReading.Named named ->
                texts.get(
                        "files.contacts",
                        named.endpoints().isEmpty()
                                ? draft.serverProperty().get().strip()
                                : String.join(
                                        ", ",
                                        named.endpoints().stream()
                                                .map(Object::toString)
                                                .toList()));
            case ServerReading.NotUnderstood(String why) -> why;
        };
    }

    /// Keeps the list in step with the draft and looks at what is new.
    private void follow() {
        given.removeIf(entry -> !draft.inputs().contains(entry.input()));
        List<Input> known = given.stream().map(Given::input).toList();
        List<Input> fresh = new ArrayList<>(draft.inputs());
        fresh.removeAll(known);
        fresh.forEach(input -> given.add(Given.unread(input)));
        fresh.forEach(this::look);
    }

    /// What is said of an input is said while it is read. Until it has been read again the former words stay.
    private void lookAgain() {
        List.copyOf(given).forEach(entry -> look(entry.input()));
    }

    private void look(Input input) {
        Cancellation cancellation = new Cancellation();
        Cancellation former = looking.put(input, cancellation);
        if (former != null) {
            former.cancel();
        }
        Consumer<List<Understood>> soFar = understood -> runner.show(() -> {
            if (!cancellation.isCancelled() && !isRead(input)) {
                replace(new Given(input, false, understood));
            }
        });
        runner.run(
                () -> engine.understand(input, soFar, cancellation),
                understood -> looked(input, cancellation, understood),
                thrown -> looked(
                        input,
                        cancellation,
                        List.of(new Understood(
                                input.name(), "", texts.get("files.unreadable", String.valueOf(thrown)), true))));
    }

    private boolean isRead(Input input) {
        return given.stream().anyMatch(entry -> entry.input().equals(input) && entry.read());
    }

    /// An answer that has been overtaken is dropped.
    private void looked(Input input, Cancellation cancellation, List<Understood> understood) {
        if (looking.remove(input, cancellation)) {
            replace(new Given(input, true, understood));
        }
    }

    private void replace(Given now) {
        given.replaceAll(entry -> entry.input().equals(now.input()) ? now : entry);
    }
}
