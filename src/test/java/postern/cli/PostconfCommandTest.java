package postern.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine;
import postern.postfix.Remark;

class PostconfCommandTest {
    @TempDir
    private Path folder;

    private final StringWriter errors = new StringWriter();

    @Test
    void saysWhatOverridesWhatAndWhatNobodyUses() throws IOException {
        assertThat(run("""
                smtpd_tls_protocols = >=TLSv1.2
                smtpd_tls_security_levl = may
                smtpd_tls_protocols = !SSLv2
                """, "smtpd_tls_protocols", "nosuch")).isZero();
        assertThat(errors.toString().lines())
                .containsExactly(
                        "postconf: warning: line 3: overriding earlier entry: smtpd_tls_protocols=>=TLSv1.2",
                        "postconf: warning: unused parameter: smtpd_tls_security_levl=may",
                        "postconf: warning: nosuch: unknown parameter");
    }

    @Test
    void saysWhatPostfixWouldReadAnotherWay() throws IOException {
        assertThat(run("smtpd_banner = \u201Chello\u201D\n", "-n")).isZero();
        assertThat(errors.toString().strip())
                .isEqualTo("line 1: typographic quotation marks are read as plain ones. Postfix would not.");
    }

    @Test
    void endsWherePostconfEnds() throws IOException {
        assertThat(run("smtpd_tls_security_level may\n", "-n")).isOne();
        assertThat(errors.toString().strip()).isEqualTo("postconf: fatal: line 1: missing '=' after attribute name");
    }

    @ParameterizedTest
    @EnumSource
    void hasWordsForEveryRemark(Remark.Kind kind) {
        assertThat(Messages.of("remark." + kind.name(), "7")).startsWith("line 7: ");
    }

    private int run(String mainCf, String... arguments) throws IOException {
        Path file = Files.writeString(folder.resolve("main.cf"), mainCf);
        CommandLine line = Main.commandLine();
        line.setErr(new PrintWriter(errors, true));
        String[] all = new String[arguments.length + 2];
        all[0] = "postconf";
        all[1] = file.toString();
        System.arraycopy(arguments, 0, all, 2, arguments.length);
        return line.execute(all);
    }
}
