package postern.postfix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The real `postconf` of this machine does what the commands are for.
final class PostconfEditsTest {
    private static final Path POSTCONF = Path.of("/usr/sbin/postconf");
    private static final String MAIN = """
            smtpd_tls_security_levels = may
            smtpd_tls_eecdh_grade = none
            """;
    private static final String MASTER = """
            smtp      inet  n       -       y       -       -       smtpd
              -o smtpd_tls_wrappermode=yes
            """;

    @TempDir
    private Path folder;

    @Test
    void aValueWithAQuoteStaysOneWord() {
        assertThat(PostconfEdits.set("smtpd_banner", "it's; mine"))
                .isEqualTo("postconf -e 'smtpd_banner = it'\\''s; mine'");
    }

    @Test
    void aNameThatDoesNotExistGoesFromTheFile() throws Exception {
        assertThat(after(PostconfEdits.remove("smtpd_tls_security_levels"), "main.cf"))
                .containsExactly("smtpd_tls_eecdh_grade = none");
    }

    @Test
    void aSettingGetsItsValue() throws Exception {
        assertThat(after(PostconfEdits.set("smtpd_tls_eecdh_grade", "auto"), "main.cf"))
                .containsExactly("smtpd_tls_security_levels = may", "smtpd_tls_eecdh_grade = auto");
    }

    @Test
    void anOptionGetsItsValueAndIsTakenOut() throws Exception {
        assertThat(after(PostconfEdits.setOption("smtp/inet", "smtpd_tls_wrappermode", "no"), "master.cf"))
                .last()
                .isEqualTo("    -o smtpd_tls_wrappermode=no");
        assertThat(after(PostconfEdits.removeOption("smtp/inet", "smtpd_tls_wrappermode"), "master.cf"))
                .hasSize(1);
    }

    @Test
    void aServiceIsAdded() throws Exception {
        assertThat(after(PostconfEdits.service("tlsmgr unix - - n 1000? 1 tlsmgr"), "master.cf"))
                .last()
                .isEqualTo("tlsmgr     unix  -       -       n       1000?   1       tlsmgr");
    }

    private List<String> after(String command, String file) throws IOException, InterruptedException {
        assumeThat(POSTCONF).isExecutable();
        Files.writeString(folder.resolve("main.cf"), MAIN);
        Files.writeString(folder.resolve("master.cf"), MASTER);
        Process run = new ProcessBuilder(
                        "sh",
                        "-c",
                        command.replaceFirst("^postconf", POSTCONF + " -c " + Shell.word(folder.toString())))
                .inheritIO()
                .start();
        assertThat(run.waitFor()).isZero();
        return Files.readAllLines(folder.resolve(file));
    }
}
