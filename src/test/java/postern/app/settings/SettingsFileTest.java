package postern.app.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsFileTest {
    @TempDir
    private Path folder = Path.of("");

    private Path file() {
        return folder.resolve("postern").resolve("settings.json");
    }

    @Test
    void readsBackWhatItWrote() {
        Settings settings = new Settings(Appearance.DARK, TextSize.LARGE, "/home/user", 1200, 800);
        new SettingsFile(file()).save(settings);
        assertThat(new SettingsFile(file()).load()).isEqualTo(settings);
        assertThat(file().getParent()).isDirectoryNotContaining("glob:**.tmp");
    }

    @Test
    void hasDefaultsWithoutAFile() {
        assertThat(new SettingsFile(file()).load()).isEqualTo(Settings.DEFAULT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "{", "[]", "{\"width\":\"wide\"}", "\u0000\u0001"})
    void hasDefaultsForABrokenFile(String content) throws IOException {
        write(content);
        assertThat(new SettingsFile(file()).load()).isEqualTo(Settings.DEFAULT);
    }

    @Test
    void fillsInWhatAFileLacksAndOverlooksWhatItDoesNotKnow() throws IOException {
        write("{\"appearance\":\"DARK\",\"textSize\":\"ENORMOUS\",\"colour\":\"pink\"}");
        assertThat(new SettingsFile(file()).load()).isEqualTo(Settings.DEFAULT.with(Appearance.DARK));
    }

    @Test
    void doesNotMindWhenItCannotWrite() throws IOException {
        Path blocked = folder.resolve("file");
        Files.writeString(blocked, "in the way");
        new SettingsFile(blocked.resolve("settings.json")).save(Settings.DEFAULT);
        assertThat(blocked).hasContent("in the way");
    }

    private void write(String content) throws IOException {
        Files.createDirectories(folder.resolve("postern"));
        Files.writeString(file(), content);
    }
}
