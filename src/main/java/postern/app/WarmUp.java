package postern.app;

import java.time.Duration;
import java.util.Map;
import postern.app.engine.Engine;
import postern.app.engine.Input;
import postern.app.task.TaskRunner;
import postern.check.Example;
import postern.probe.Cancellation;

/// Reads the built-in log once while the first page is looked at, so that the first log that someone drops does not
/// wait until Java has loaded what reads it: about half a second.
final class WarmUp {
    /// So long that the window is drawn by then.
    private static final Duration PAUSE = Duration.ofMillis(500);

    private WarmUp() {}

    static void of(Engine engine, TaskRunner runner) {
        runner.runLater(PAUSE, () -> true, () -> read(engine), _ -> {});
    }

    private static int read(Engine engine) {
        Map<String, String> texts = Example.texts();
        return engine.understand(
                        new Input.Text("mail.log", texts.getOrDefault("mail.log", "")), _ -> {}, new Cancellation())
                .size();
    }
}
