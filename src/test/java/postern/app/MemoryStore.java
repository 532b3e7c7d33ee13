package postern.app;

import postern.app.settings.Appearance;
import postern.app.settings.Settings;
import postern.app.settings.SettingsStore;

/// Settings of the test's own.
final class MemoryStore implements SettingsStore {
    private Settings settings = Settings.DEFAULT.with(Appearance.LIGHT);

    @Override
    public Settings load() {
        return settings;
    }

    @Override
    public void save(Settings saved) {
        settings = saved;
    }
}
