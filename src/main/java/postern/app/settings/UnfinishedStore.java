package postern.app.settings;

import java.util.Optional;

/// Keeps the case that is being put together until the window is closed in order.
public interface UnfinishedStore {

    /// What was kept; empty if the window was closed in order the last time.
    Optional<UnfinishedCase> load();

    /// Keeps a case. A failure is not worth a word to the user: it only matters after a crash.
    void save(UnfinishedCase unfinished);

    /// Forgets what was kept.
    void clear();
}
