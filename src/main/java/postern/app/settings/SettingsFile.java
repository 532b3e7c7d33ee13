package postern.app.settings;

import java.nio.file.Path;

/// Settings in a JSON file.
public final class SettingsFile implements SettingsStore {
    private static final long SIZE_LIMIT = 64 * 1024;

    private final JsonFile<Settings> file;

    /// @param path need not exist
    public SettingsFile(Path path) {
        file = new JsonFile<>(path, Settings.class, SIZE_LIMIT);
    }

    @Override
    public Settings load() {
        return file.read().orElse(Settings.DEFAULT);
    }

    @Override
    public synchronized void save(Settings settings) {
        file.write(settings);
    }
}
