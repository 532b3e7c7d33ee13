package postern.app.step.complaint;

import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.ObjectBinding;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.StringProperty;
import postern.app.draft.Draft;
import postern.app.engine.Engine;
import postern.app.engine.ServerReading;
import postern.app.outside.TextClipboard;
import postern.app.task.TaskRunner;
import postern.evidence.Problem;

/// What is wrong, and with which server.
public final class ComplaintViewModel {
    /// No server name is longer (RFC 1035 section 2.3.4), with some room for a port and the like.
    private static final int LONGEST_OFFER = 300;

    private final Draft draft;
    private final Engine engine;
    private final TextClipboard clipboard;
    private final TaskRunner runner;
    private final Runnable exampleReady;
    private final ObjectBinding<ServerReading> reading;
    private final ReadOnlyStringWrapper offer = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper starting = new ReadOnlyBooleanWrapper(false);
    private final ReadOnlyStringWrapper trouble = new ReadOnlyStringWrapper("");

    /// @param exampleReady is run when the example has been filled in
    public ComplaintViewModel(
            Draft draft, Engine engine, TextClipboard clipboard, TaskRunner runner, Runnable exampleReady) {
        this.draft = draft;
        this.engine = engine;
        this.clipboard = clipboard;
        this.runner = runner;
        this.exampleReady = exampleReady;
        this.reading = Bindings.createObjectBinding(
                () -> engine.readServer(draft.serverProperty().get()), draft.serverProperty());
    }

    /// Looks whether the clipboard holds a server's name that can be offered.
    void entered() {
        offer.set(clipboard
                .read()
                .map(String::strip)
                .filter(text -> !text.isEmpty() && text.length() <= LONGEST_OFFER && !text.equals(server().get()))
                .filter(text -> engine.readServer(text) instanceof ServerReading.Named)
                .orElse(""));
    }

    /// Takes over the offered name.
    void takeOffer() {
        server().set(offer.get());
        offer.set("");
    }

    /// Fills in the built-in example and goes on.
    void tryExample() {
        trouble.set("");
        starting.set(true);
        runner.run(
                engine::example,
                request -> {
                    starting.set(false);
                    draft.fill(request);
                    exampleReady.run();
                },
                thrown -> {
                    starting.set(false);
                    trouble.set(String.valueOf(thrown.getMessage()));
                });
    }

    ObjectProperty<Optional<Problem>> problem() {
        return draft.problemProperty();
    }

    StringProperty server() {
        return draft.serverProperty();
    }

    ObjectBinding<ServerReading> reading() {
        return reading;
    }

    /// A server's name found on the clipboard; empty for none.
    ReadOnlyStringProperty offer() {
        return offer.getReadOnlyProperty();
    }

    /// Whether the example is being started, which takes a moment because its server makes keys.
    ReadOnlyBooleanProperty starting() {
        return starting.getReadOnlyProperty();
    }

    /// Why the example could not be started; empty if it could.
    ReadOnlyStringProperty trouble() {
        return trouble.getReadOnlyProperty();
    }
}
