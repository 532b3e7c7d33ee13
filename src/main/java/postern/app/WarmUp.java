package postern.app;

import java.time.Duration;
import postern.app.engine.Engine;
import postern.app.engine.Input;
import postern.app.task.TaskRunner;
import postern.check.Example;
import postern.probe.Cancellation;

/// Reads the built-in log many times over while the first page is looked at, so that the first log that someone drops
/// does not wait until Java has loaded and compiled what reads it: about a second.
final class WarmUp {
    /// So long that the window is drawn by then.
    private static final Duration PAUSE = Duration.ofMillis(500);

    /// So many lines that Java has compiled by then what looks at each.
    private static final int LINES = 40_000;

    private WarmUp() {}

    static void of(Engine engine, TaskRunner runner) {
        runner.runLater(PAUSE, () -> true, () -> read(engine), _ -> {});
    }

    private static int read(Engine engine) {
        String log = Example.texts().getOrDefault("mail.log", "");
        String many = log.repeat(LINES / (1 + (int) log.lines().count()));
        return engine.understand(new Input.Text("mail.log", many), _ -> {}, new Cancellation())
                .size();
    }
}
