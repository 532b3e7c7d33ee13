package postern.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// What gives its content only once is kept, so that it can be recognised and then read.
final class GivenTest {
    private static final String SETTING = "smtpd_tls_security_level = may\n";

    @TempDir
    Path folder;

    @Test
    void standardInputCanBeReadTwice() throws IOException {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(SETTING.getBytes(StandardCharsets.UTF_8)));
        try {
            Path kept = Given.files(List.of(Path.of("-"))).getFirst();
            assertThat(kept.getFileName()).hasToString("standard-input");
            assertThat(kept).hasContent(SETTING).hasContent(SETTING);
        } finally {
            System.setIn(before);
        }
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void aNamedPipeCanBeReadTwice() throws IOException, InterruptedException {
        Path pipe = folder.resolve("main.cf");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        Process writer = new ProcessBuilder("sh", "-c", "printf '" + SETTING.strip() + "\\n' > " + pipe).start();

        Path kept = Given.files(List.of(pipe)).getFirst();
        assertThat(writer.waitFor()).isZero();
        assertThat(kept.getFileName()).hasToString("main.cf");
        assertThat(kept).hasContent(SETTING).hasContent(SETTING);
    }

    @Test
    void filesFoldersAndWhatIsNotThereStayWhatTheyAre() throws IOException {
        Path file = Files.writeString(folder.resolve("main.cf"), SETTING);
        List<Path> paths = List.of(file, folder, folder.resolve("missing"));
        assertThat(Given.files(paths)).isEqualTo(paths);
    }
}
