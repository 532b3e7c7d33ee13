package postern.app;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import postern.app.outside.FileDialogs;

/// A user who always chooses the same.
///
/// @param files  to open
/// @param folder to open, and to save in; empty for a user who thinks better of it
public record FixedDialogs(List<Path> files, Optional<Path> folder) implements FileDialogs {
    @Override
    public List<Path> open() {
        return files;
    }

    @Override
    public Optional<Path> openFolder() {
        return folder;
    }

    @Override
    public Optional<Path> save(String name, String extension) {
        return folder.map(chosen -> chosen.resolve(name));
    }
}
