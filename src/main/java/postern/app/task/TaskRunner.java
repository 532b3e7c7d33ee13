package postern.app.task;

import java.util.concurrent.Callable;
import java.util.function.Consumer;

/// Runs work that would make the window wait, and brings what comes of it back to the window's thread.
public interface TaskRunner {

    /// Runs work elsewhere.
    ///
    /// @param done   is given the result, on the window's thread
    /// @param failed is given what the work threw, on the window's thread
    <T> void run(Callable<T> work, Consumer<? super T> done, Consumer<? super Throwable> failed);

    /// Does something on the window's thread, soon and in order; may be called from any thread.
    void show(Runnable update);
}
