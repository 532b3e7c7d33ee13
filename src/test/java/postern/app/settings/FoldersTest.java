package postern.app.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FoldersTest {
    private static final Path HOME = Path.of("/home/user");

    @Test
    void followsTheHabitsOfEachSystem() {
        assertThat(Folders.settings("Linux", HOME, Map.of())).isEqualTo(Path.of("/home/user/.config/postern"));
        assertThat(Folders.settings("Linux", HOME, Map.of("XDG_CONFIG_HOME", "/etc/user")))
                .isEqualTo(Path.of("/etc/user/postern"));
        assertThat(Folders.settings("Mac OS X", HOME, Map.of()))
                .isEqualTo(Path.of("/home/user/Library/Application Support/Postern"));
        assertThat(Folders.settings("Windows 11", HOME, Map.of("APPDATA", "/roaming")))
                .isEqualTo(Path.of("/roaming/Postern"));
    }

    @Test
    void neverTakesAnEmptyOrRelativeVariableForAFolder() {
        assertThat(Folders.settings("Linux", HOME, Map.of("XDG_CONFIG_HOME", "")))
                .isEqualTo(Path.of("/home/user/.config/postern"));
        assertThat(Folders.settings("Linux", HOME, Map.of("XDG_CONFIG_HOME", "config")))
                .isEqualTo(Path.of("/home/user/.config/postern"));
    }
}
