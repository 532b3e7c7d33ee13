package postern.app;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import postern.app.task.TaskRunner;

/// Works and shows on the caller's thread, so that tests need not wait.
public final class SameThreadRunner implements TaskRunner {
    @Override
    public <T> void run(Callable<T> work, Consumer<? super T> done, Consumer<? super Throwable> failed) {
        T result;
        try {
            result = work.call();
        } catch (Exception thrown) {
            failed.accept(thrown);
            return;
        }
        done.accept(result);
    }

    @Override
    public <T> void runLater(Duration pause, BooleanSupplier wanted, Callable<T> work, Consumer<? super T> done) {
        if (wanted.getAsBoolean()) {
            run(work, done, _ -> {});
        }
    }

    @Override
    public void show(Runnable update) {
        update.run();
    }
}
