package postern.app.task;

import java.util.concurrent.Callable;
import java.util.function.Consumer;
import javafx.application.Platform;

/// Works on virtual threads and shows on the JavaFX thread.
public final class FxTaskRunner implements TaskRunner {

    @Override
    public <T> void run(Callable<T> work, Consumer<? super T> done, Consumer<? super Throwable> failed) {
        Thread.ofVirtual().name("work").start(() -> {
            try {
                T result = work.call();
                show(() -> done.accept(result));
            } catch (Throwable thrown) {
                // An error such as a failed class load would otherwise leave the window waiting for ever.
                show(() -> failed.accept(thrown));
            }
        });
    }

    @Override
    public void show(Runnable update) {
        Platform.runLater(update);
    }
}
