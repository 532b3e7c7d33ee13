package postern.app.engine;

import java.nio.file.Path;

/// Something handed in by the user.
public sealed interface Input {

    /// A short name for lists.
    String name();

    /// A file, folder or zip.
    record File(Path path) implements Input {
        @Override
        public String name() {
            Path last = path.getFileName();
            return last == null ? path.toString() : last.toString();
        }
    }

    /// A pasted or dropped text.
    record Text(String name, String text) implements Input {}
}
