package postern.app;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import postern.app.engine.CheckRequest;
import postern.app.engine.Progress;
import postern.app.text.Texts;
import postern.maillog.LogProgress;
import postern.probe.ScanListener;

/// What the window is told while a check runs.
///
/// @param request  what is checked
/// @param listener is told
record Told(CheckRequest request, Consumer<Progress> listener, Texts texts) {

    /// The inputs are about to be read.
    void begin() {
        listener.accept(reading(texts.get("engine.reading")));
    }

    Consumer<Supplier<LogProgress>> reading() {
        return log -> listener.accept(
                reading(texts.get("engine.reading.log", log.get().lines())));
    }

    private Progress reading(String words) {
        return new Progress(Progress.Phase.READING, words, 0, request.inputs().size(), Optional.empty());
    }

    ScanListener probing() {
        return (scan, done, total) -> listener.accept(new Progress(
                done == total ? Progress.Phase.DIAGNOSING : Progress.Phase.PROBING,
                texts.get(done == total ? "engine.diagnosing" : "engine.probing"),
                done,
                total,
                Optional.of(scan)));
    }
}
