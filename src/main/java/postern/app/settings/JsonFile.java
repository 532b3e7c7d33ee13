package postern.app.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;

/// A record kept in a JSON file. It is written beside its place and then moved there, so that it is never half written.
final class JsonFile<T> {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(EnumFeature.READ_UNKNOWN_ENUM_VALUES_AS_NULL)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final Path file;
    private final Class<T> type;
    private final long largest;

    /// @param file    need not exist
    /// @param largest bytes; a larger file is none of ours
    JsonFile(Path file, Class<T> type, long largest) {
        this.file = file;
        this.type = type;
        this.largest = largest;
    }

    /// What is kept. A file that cannot be read is set aside, so that whoever wrote it can look at it.
    Optional<T> read() {
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > largest) {
                return Optional.empty();
            }
            return Optional.ofNullable(MAPPER.readValue(Files.readString(file), type));
        } catch (IOException | JacksonException _) {
            setAside();
            return Optional.empty();
        }
    }

    private void setAside() {
        try {
            Files.move(file, file.resolveSibling(file.getFileName() + ".broken"), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException _) {
            // The next save replaces it.
        }
    }

    /// Keeps a value. A read-only home is a choice of its owner.
    void write(T value) {
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder == null) {
                return;
            }
            Files.createDirectories(folder);
            // A temporary file can be read by its owner alone.
            Path draft = Files.createTempFile(folder, "draft", ".tmp");
            try {
                Files.writeString(draft, MAPPER.writeValueAsString(value));
                Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(draft);
            }
        } catch (IOException | JacksonException _) {
            // Next time the defaults hold.
        }
    }

    void delete() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException _) {
            // It is offered again, and can be thrown away there.
        }
    }
}
