package postern.app.outside;

import java.nio.file.Path;

/// Shows a folder in the system's own file manager.
@FunctionalInterface
public interface FolderOpener {

    /// Opens a folder.
    ///
    /// @return whether there is something that opens it
    boolean open(Path folder);
}
