package postern.app;

import java.util.Optional;
import postern.app.outside.TextClipboard;

/// A clipboard of the test's own.
public final class MemoryClipboard implements TextClipboard {
    private String text = "";

    @Override
    public Optional<String> read() {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    @Override
    public void write(String written) {
        text = written;
    }

    /// What is on it.
    public String text() {
        return text;
    }
}
