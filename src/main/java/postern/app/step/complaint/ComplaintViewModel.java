package postern.app.step.complaint;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import postern.app.draft.Draft;
import postern.app.draft.Kept;
import postern.app.engine.Engine;
import postern.app.engine.ServerReading;
import postern.app.outside.FileDialogs;
import postern.app.outside.TextClipboard;
import postern.app.settings.Recent;
import postern.app.settings.Settings;
import postern.app.settings.UnfinishedCase;
import postern.app.settings.UnfinishedStore;
import postern.app.task.TaskRunner;
import postern.evidence.Problem;

/// What is wrong, and with which server.
public final class ComplaintViewModel {
    /// No server name is longer (RFC 1035 section 2.3.4), with some room for a port and the like.
    private static final int LONGEST_OFFER = 300;

    /// How long nothing is typed before the DNS is asked.
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Draft draft;
    private final Engine engine;
    private final TextClipboard clipboard;
    private final TaskRunner runner;
    private final FileDialogs dialogs;
    private final Runnable exampleReady;
    private final Runnable reopened;
    private final UnfinishedStore unfinished;
    private final ObservableValue<List<Recent>> recent;
    private final ReadOnlyObjectWrapper<Optional<UnfinishedCase>> left = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyStringWrapper offer = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper starting = new ReadOnlyBooleanWrapper(false);
    private final ReadOnlyStringWrapper trouble = new ReadOnlyStringWrapper("");

    /// @param settings     where the recent checks are
    /// @param language     what the window speaks
    /// @param unfinished   where the case is that was not closed in order
    /// @param exampleReady is run when the example has been filled in
    /// @param reopened     is run when an earlier case has been filled in
    public ComplaintViewModel(
            Draft draft,
            Engine engine,
            TextClipboard clipboard,
            FileDialogs dialogs,
            TaskRunner runner,
            ObservableValue<Settings> settings,
            ObservableValue<Locale> language,
            UnfinishedStore unfinished,
            Runnable exampleReady,
            Runnable reopened) {
        this.dialogs = dialogs;
        this.recent = settings.map(Settings::recent);
        this.unfinished = unfinished;
        this.reopened = reopened;
        left.set(unfinished.load());
        this.draft = draft;
        this.engine = engine;
        this.clipboard = clipboard;
        this.runner = runner;
        this.exampleReady = exampleReady;
        draft.serverProperty().subscribe(this::read);
        language.addListener((_, _, _) -> read(server().get()));
    }

    /// Says at once what a text means, and a moment later what the DNS says of it.
    private void read(String text) {
        ServerReading now = engine.readServer(text);
        draft.readingProperty().set(now);
        if (now instanceof ServerReading.Named named && named.mayBeDomain()) {
            runner.runLater(
                    PAUSE,
                    () -> text.equals(server().get()),
                    () -> engine.lookUp(text),
                    found -> takeFound(text, found));
        }
    }

    private void takeFound(String text, ServerReading found) {
        if (text.equals(server().get())) {
            draft.readingProperty().set(found);
        }
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
                    draft.fillExample(request);
                    exampleReady.run();
                },
                thrown -> {
                    starting.set(false);
                    trouble.set(String.valueOf(thrown.getMessage()));
                });
    }

    /// Goes on with the case that was not closed in order.
    void takeUnfinished() {
        left.get().ifPresent(unfinishedCase -> {
            left.set(Optional.empty());
            draft.fill(Kept.request(unfinishedCase));
            draft.pendingProperty().set(unfinishedCase.pending());
            reopened.run();
        });
    }

    /// Throws the case away that was not closed in order.
    void dropUnfinished() {
        left.set(Optional.empty());
        unfinished.clear();
    }

    /// Asks for a case, opens it and goes on.
    void openCase() {
        List<Path> files = dialogs.open();
        if (!files.isEmpty()) {
            trouble.set("");
            runner.run(
                    () -> engine.openCase(files),
                    request -> {
                        draft.fill(request);
                        reopened.run();
                    },
                    thrown -> trouble.set(String.valueOf(thrown.getMessage())));
        }
    }

    /// Takes an earlier check up again.
    void reopen(Recent check) {
        draft.fill(Kept.request(check));
        reopened.run();
    }

    /// Earlier checks, newest first.
    ObservableValue<List<Recent>> recent() {
        return recent;
    }

    /// The case that was not closed in order; empty if there is none, or once it was decided about.
    ReadOnlyObjectProperty<Optional<UnfinishedCase>> unfinished() {
        return left.getReadOnlyProperty();
    }

    ObjectProperty<Optional<Problem>> problem() {
        return draft.problemProperty();
    }

    StringProperty server() {
        return draft.serverProperty();
    }

    ReadOnlyObjectProperty<ServerReading> reading() {
        return draft.readingProperty();
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
