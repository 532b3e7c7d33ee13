package postern.app.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
        Settings settings = new Settings(
                Appearance.CONTRAST,
                TextSize.LARGE,
                "/home/user",
                1200,
                800,
                "zh-CN",
                false,
                List.of(new Recent("inbound", "mail.example.com", List.of("/home/user/main.cf"))));
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
    void setsABrokenFileAside() throws IOException {
        write("{");
        new SettingsFile(file()).load();
        assertThat(file().resolveSibling("settings.json.broken")).hasContent("{");
    }

    @Test
    void keepsNoListOfRecentChecksIfSoWanted() {
        Settings settings = Settings.DEFAULT.with(new Recent("", "mail.example.com", List.of()));
        assertThat(settings.recent()).hasSize(1);
        assertThat(settings.withForgetful(true).recent()).isEmpty();
    }

    @Test
    void keepsTheNewestChecksEachOnce() {
        Settings settings = Settings.DEFAULT;
        for (int i = 0; i < 20; i++) {
            settings = settings.with(new Recent("", "mx" + i % 8 + ".example.com", List.of()));
        }
        assertThat(settings.recent())
                .extracting(Recent::server)
                .containsExactly(
                        "mx3.example.com",
                        "mx2.example.com",
                        "mx1.example.com",
                        "mx0.example.com",
                        "mx7.example.com",
                        "mx6.example.com");
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
