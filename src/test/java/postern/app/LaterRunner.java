package postern.app;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import postern.app.task.TaskRunner;

/// Keeps work until the test lets it run, so that states in between can be looked at.
public final class LaterRunner implements TaskRunner {
    private final Deque<Runnable> waiting = new ArrayDeque<>();

    @Override
    public <T> void run(Callable<T> work, Consumer<? super T> done, Consumer<? super Throwable> failed) {
        waiting.add(() -> new SameThreadRunner().run(work, done, failed));
    }

    @Override
    public <T> void runLater(Duration pause, BooleanSupplier wanted, Callable<T> work, Consumer<? super T> done) {
        waiting.add(() -> new SameThreadRunner().runLater(pause, wanted, work, done));
    }

    @Override
    public void show(Runnable update) {
        update.run();
    }

    /// Runs the work that has waited longest.
    public void runNext() {
        waiting.remove().run();
    }

    /// Runs the work that came last.
    public void runLast() {
        waiting.removeLast().run();
    }
}
