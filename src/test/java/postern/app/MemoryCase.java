package postern.app;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import postern.app.settings.UnfinishedCase;
import postern.app.settings.UnfinishedStore;

/// Keeps the unfinished case for as long as the test runs.
public final class MemoryCase implements UnfinishedStore {
    private volatile @Nullable UnfinishedCase kept;

    @Override
    public Optional<UnfinishedCase> load() {
        return Optional.ofNullable(kept);
    }

    @Override
    public void save(UnfinishedCase unfinished) {
        kept = unfinished;
    }

    @Override
    public void clear() {
        kept = null;
    }
}
