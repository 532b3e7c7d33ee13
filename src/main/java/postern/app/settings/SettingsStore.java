package postern.app.settings;

/// Keeps the settings.
public interface SettingsStore {

    /// The settings kept; the default where there are none.
    Settings load();

    /// Keeps settings. A failure is not worth a word to the user: next time the defaults hold.
    void save(Settings settings);
}
