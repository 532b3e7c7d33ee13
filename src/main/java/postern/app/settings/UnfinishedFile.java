package postern.app.settings;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Predicate;

/// The unfinished case in a JSON file.
public final class UnfinishedFile implements UnfinishedStore {
    private static final long SIZE_LIMIT = 64L << 20;

    private final JsonFile<UnfinishedCase> file;

    /// @param path need not exist
    public UnfinishedFile(Path path) {
        file = new JsonFile<>(path, UnfinishedCase.class, SIZE_LIMIT);
    }

    @Override
    public Optional<UnfinishedCase> load() {
        return file.read().filter(Predicate.not(UnfinishedCase::isEmpty));
    }

    @Override
    public synchronized void save(UnfinishedCase unfinished) {
        file.write(unfinished);
    }

    @Override
    public synchronized void clear() {
        file.delete();
    }
}
