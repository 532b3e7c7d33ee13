package postern.app.outside;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Asks the user for files.
public interface FileDialogs {

    /// Files to open; empty if the user thought better of it.
    List<Path> open();

    /// A folder to open; empty if the user thought better of it.
    Optional<Path> openFolder();

    /// Where to save; empty if the user thought better of it.
    ///
    /// @param name      proposed name with its ending
    /// @param extension the ending without the dot
    Optional<Path> save(String name, String extension);
}
