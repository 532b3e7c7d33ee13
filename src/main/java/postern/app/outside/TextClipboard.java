package postern.app.outside;

import java.util.Optional;

/// The system's clipboard, texts only.
public interface TextClipboard {

    /// The text on it; empty if there is none.
    Optional<String> read();

    /// Puts a text on it.
    void write(String text);
}
