package postern.app.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;

/// Settings in a JSON file.
public final class SettingsFile implements SettingsStore {
    private static final long SIZE_LIMIT = 64 * 1024;
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(EnumFeature.READ_UNKNOWN_ENUM_VALUES_AS_NULL)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private final Path file;

    /// @param file need not exist
    public SettingsFile(Path file) {
        this.file = file;
    }

    @Override
    public Settings load() {
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > SIZE_LIMIT) {
                return Settings.DEFAULT;
            }
            Settings read = MAPPER.readValue(Files.readString(file), Settings.class);
            return read == null ? Settings.DEFAULT : read;
        } catch (IOException | JacksonException _) {
            return Settings.DEFAULT;
        }
    }

    @Override
    public void save(Settings settings) {
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder == null) {
                return;
            }
            Files.createDirectories(folder);
            Path draft = Files.createTempFile(folder, "settings", ".tmp");
            try {
                Files.writeString(draft, MAPPER.writeValueAsString(settings));
                Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(draft);
            }
        } catch (IOException | JacksonException _) {
            // A read-only home is a choice of its owner.
        }
    }
}
