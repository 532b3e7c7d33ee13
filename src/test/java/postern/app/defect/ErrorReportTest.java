package postern.app.defect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ErrorReportTest {
    @TempDir
    private Path folder = Path.of("");

    private static IllegalStateException mistake(String message) {
        return new IllegalStateException("outside", new IllegalArgumentException(message));
    }

    @Test
    void hasTheSameCodeForTheSameMistakeWhateverTheData() {
        assertThat(ErrorReport.of(mistake("mail.example.com")).code())
                .isEqualTo(ErrorReport.of(mistake("mail.example.net")).code())
                .matches("P-[0-9A-F]{8}");
        assertThat(ErrorReport.of(new IllegalArgumentException()).code())
                .isNotEqualTo(ErrorReport.of(mistake("")).code());
    }

    @Test
    void tellsWhatRunsHere() {
        assertThat(ErrorReport.of(mistake("")).detail())
                .contains(Runtime.version().toString(), System.getProperty("os.name"), "mistake(ErrorReportTest.java");
    }

    @Test
    void endsForACircleOfCauses() {
        Exception first = new Exception();
        Exception second = new Exception(first);
        first.initCause(second);
        assertThat(ErrorReport.of(first).code()).isNotEmpty();
    }

    @Test
    void keepsWhatTheUserGaveOutOfTheLog() throws IOException {
        DefectLog log = new DefectLog(folder.resolve("logs"));
        log.write(mistake("secret.example.com"));
        assertThat(Files.readString(folder.resolve("logs").resolve("postern.0.log")))
                .contains(ErrorReport.of(mistake("")).code(), "java.lang.IllegalArgumentException")
                .doesNotContain("secret.example.com");
    }
}
