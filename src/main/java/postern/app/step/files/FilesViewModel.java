package postern.app.step.files;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
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
import postern.app.task.TaskRunner;
import postern.app.text.Texts;

/// What is at hand: files, folders and pasted texts, each looked at as soon as it arrives.
public final class FilesViewModel {
    private final Draft draft;
    private final Engine engine;
    private final FileDialogs dialogs;
    private final TaskRunner runner;
    private final Texts texts;
    private final ObservableList<Given> given = FXCollections.observableArrayList();
    private final ReadOnlyStringWrapper contacts = new ReadOnlyStringWrapper("");
    private int pasted;

    public FilesViewModel(Draft draft, Engine engine, FileDialogs dialogs, TaskRunner runner, Texts texts) {
        this.draft = draft;
        this.engine = engine;
        this.dialogs = dialogs;
        this.runner = runner;
        this.texts = texts;
        draft.inputs().addListener((ListChangeListener<Input>) _ -> follow());
        draft.serverProperty().subscribe(server -> contacts.set(sentence(engine.readServer(server))));
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

    void remove(Given entry) {
        draft.inputs().remove(entry.input());
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

    private void look(Input input) {
        runner.run(
                () -> engine.understand(input),
                understood -> replace(input, understood),
                thrown -> replace(
                        input,
                        List.of(new Understood(
                                input.name(), "", texts.get("files.unreadable", String.valueOf(thrown)), true))));
    }

    private void replace(Input input, List<Understood> understood) {
        given.replaceAll(entry -> entry.input().equals(input) ? new Given(input, true, understood) : entry);
    }
}
