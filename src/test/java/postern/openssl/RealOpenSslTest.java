package postern.openssl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Compares with the `openssl` command of Debian 12, where it is installed, on strings made at random.
class RealOpenSslTest {
    private static final int STRINGS = 300;
    private static final OpenSslBuild BUILD = OpenSslBuild.named("3.0.19-deb12").orElseThrow();

    @BeforeAll
    static void needsOpenSslOfDebian12() throws IOException, InterruptedException {
        String version;
        try {
            version = run("openssl", "version", "-a");
        } catch (IOException e) {
            version = "";
        }
        assumeTrue(
                version.startsWith("OpenSSL 3.0.") && version.contains("-DOPENSSL_TLS_SECURITY_LEVEL=2"),
                "openssl 3.0 of Debian 12 is not installed");
    }

    @Test
    void selectsWhatTheCommandSelects() throws IOException, InterruptedException {
        List<String> differences = new ArrayList<>();
        var strings = new RandomCipherStrings(new Random(20251125), BUILD);
        for (int i = 0; i < STRINGS; i++) {
            String string = strings.next();
            // An empty item before the string keeps the command from taking a hyphen for an option of its own.
            String real = run("openssl", "ciphers", string.startsWith("-") ? ":" + string : string)
                    .strip();
            String ours = switch (CipherString.evaluate(string, BUILD)) {
                case CipherSelection.Selected selected -> CipherListing.names(selected.all(), BUILD);
                case CipherSelection.Rejected rejected -> "Error in cipher list: " + rejected.error();
            };
            boolean same = ours.startsWith("Error")
                    ? real.startsWith("Error in cipher list") && real.contains(ours.substring(ours.indexOf(':') + 2))
                    : ours.equals(real);
            if (!same) {
                differences.add(string + "\n  real " + real + "\n  ours " + ours);
            }
        }
        assertThat(differences).isEmpty();
    }

    @Test
    void printsTheColumnsOfTheCommand() throws IOException, InterruptedException {
        List<String> real = run("openssl", "ciphers", "-V", "ALL:COMPLEMENTOFALL")
                .lines()
                .map(String::strip)
                .toList();
        var selected = (CipherSelection.Selected) CipherString.evaluate("ALL:COMPLEMENTOFALL", BUILD);
        assertThat(selected.all().stream()
                        .map(suite -> CipherListing.line(suite, BUILD).strip()))
                .containsExactlyElementsOf(real);
    }

    private static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        return output;
    }
}
