package postern.app.task;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
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
    public <T> void runLater(Duration pause, BooleanSupplier wanted, Callable<T> work, Consumer<? super T> done) {
        Thread.ofVirtual().name("pause").start(() -> {
            try {
                Thread.sleep(pause);
            } catch (InterruptedException _) {
                return;
            }
            show(() -> {
                if (wanted.getAsBoolean()) {
                    // What comes of it is an addition: without it the window shows what it shows already.
                    run(work, done, _ -> {});
                }
            });
        });
    }

    @Override
    public void show(Runnable update) {
        Platform.runLater(update);
    }
}
