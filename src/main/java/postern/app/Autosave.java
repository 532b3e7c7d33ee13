package postern.app;

import java.time.Duration;
import javafx.collections.ListChangeListener;
import postern.app.draft.Draft;
import postern.app.draft.Kept;
import postern.app.engine.CheckRequest;
import postern.app.engine.Input;
import postern.app.settings.UnfinishedCase;
import postern.app.settings.UnfinishedStore;
import postern.app.task.TaskRunner;

/// Keeps the case a moment after each change, so that it can be offered again after a crash.
final class Autosave {
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Draft draft;
    private final UnfinishedStore store;
    private final TaskRunner runner;
    private int latest;
    private volatile boolean ended;

    Autosave(Draft draft, UnfinishedStore store, TaskRunner runner) {
        this.draft = draft;
        this.store = store;
        this.runner = runner;
        draft.serverProperty().addListener((_, _, _) -> changed());
        draft.problemProperty().addListener((_, _, _) -> changed());
        draft.pendingProperty().addListener((_, _, _) -> changed());
        draft.inputs().addListener((ListChangeListener<Input>) _ -> changed());
    }

    /// The window is closed in order: nothing is to be offered again.
    void end() {
        ended = true;
        store.clear();
    }

    private void changed() {
        latest++;
        int mine = latest;
        CheckRequest request = draft.request();
        if (draft.isExample(request)) {
            return;
        }
        String pending = draft.pendingProperty().get();
        runner.runLater(
                PAUSE,
                () -> mine == latest && !ended,
                () -> {
                    UnfinishedCase now = Kept.unfinished(request, pending);
                    // A window that was closed meanwhile must not leave it behind.
                    if (!ended) {
                        store.save(now);
                    }
                    return now;
                },
                _ -> {});
    }
}
