package postern.app.task;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// Runs work that would make the window wait, and brings what comes of it back to the window's thread.
public interface TaskRunner {

    /// Runs work elsewhere.
    ///
    /// @param done   is given the result, on the window's thread
    /// @param failed is given what the work threw, on the window's thread
    <T> void run(Callable<T> work, Consumer<? super T> done, Consumer<? super Throwable> failed);

    /// Runs work elsewhere after a pause, so that one who still types is not followed at every letter.
    ///
    /// @param wanted is asked after the pause, on the window's thread, whether the work is still of use
    <T> void runLater(Duration pause, BooleanSupplier wanted, Callable<T> work, Consumer<? super T> done);

    /// Does something on the window's thread, soon and in order; may be called from any thread.
    void show(Runnable update);
}
