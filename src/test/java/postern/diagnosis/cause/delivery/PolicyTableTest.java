package postern.diagnosis.cause.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import postern.diagnosis.Change;
import postern.diagnosis.Target;
import postern.diagnosis.cause.FirstFix;
import postern.evidence.Problem;

final class PolicyTableTest {
    private static final Path POSTMAP = Path.of("/usr/sbin/postmap");
    private static final Change RELOAD = Change.command("postfix reload");

    @TempDir
    private Path folder;

    @Test
    void anEntryThatIsThereIsReplacedAndKeepsWhatTheNewOneDoesNotName() {
        assertThat(changes(
                        "smtp_tls_policy_maps = hash:/etc/postfix/tls\n",
                        "example.org  secure ciphers=high match=.example.org\n",
                        "encrypt protocols=!SSLv2:!SSLv3"))
                .containsExactly(entry(
                        "example.org",
                        "encrypt ciphers=high protocols=!SSLv2:!SSLv3",
                        "sed -i.bak 's/^example\\.org[[:space:]].*/example.org encrypt ciphers=high"
                                + " protocols=!SSLv2:!SSLv3/' /etc/postfix/tls && postmap hash:/etc/postfix/tls"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            secure match=.example.org ciphers=high | secure match=mx.example.org | secure ciphers=high match=mx.example.org
            secure match=.example.org              | verify                      | verify match=.example.org
            secure match=.example.org              | dane                        | dane
            encrypt exclude=3DES ciphers=high      | none                        | none
            may protocols=TLSv1                    | may protocols=!SSLv2        | may protocols=!SSLv2
            """)
    void attributesStayWhereTheNewLevelAllowsThem(String there, String wanted, String policy) {
        assertThat(changes("smtp_tls_policy_maps = hash:/etc/postfix/tls\n", "example.org " + there + "\n", wanted))
                .singleElement()
                .extracting(change -> change.value().orElseThrow())
                .isEqualTo(policy);
    }

    /// Put in front, a file that a service goes before now would go before it with every entry.
    @Test
    void aFileThatIsAskedLaterStaysWhereItIs() {
        assertThat(changes(
                        "smtp_tls_policy_maps = socketmap:inet:127.0.0.1:8461:postfix, lmdb:/etc/postfix/tls_policy\n",
                        "example.org encrypt\n",
                        "may"))
                .containsExactly(
                        entry("example.org", "may", "echo 'example.org may' >> /etc/postfix/tls_exceptions"),
                        Change.mainCf(
                                "smtp_tls_policy_maps",
                                "texthash:/etc/postfix/tls_exceptions, socketmap:inet:127.0.0.1:8461:postfix, lmdb:/etc/postfix/tls_policy"),
                        RELOAD);
    }

    @Test
    void anEntryOfSeveralLinesIsLeftToAnEditor() {
        assertThat(changes(
                        "relayhost = example.org\nsmtp_tls_policy_maps = hash:/etc/postfix/tls\n",
                        "example.net may\nexample.com may\nexample.org encrypt\n  ciphers=high\n",
                        "may"))
                .containsExactly(entry("example.org", "may", "postmap hash:/etc/postfix/tls"));
    }

    @Test
    void everyEntryThatIsTornApartIsJoined() {
        assertThat(FirstFix.fix(Problem.OUTBOUND, Map.of("mail.log", """
                                Jun  1 07:40:11 mx postfix/smtp[24]: warning: smtp_tls_policy_maps, next-hop destination "example.org": malformed attribute/value pair "!SSLv3": missing '=' after attribute name
                                """, "tls_policy", """
                                example.org  encrypt protocols=!SSLv2, !SSLv3
                                example.net  encrypt protocols = TLSv1.2
                                """)))
                .containsExactly(
                        entry(
                                "example.org",
                                "encrypt protocols=!SSLv2:!SSLv3",
                                "sed -i.bak 's/^example\\.org[[:space:]].*/example.org encrypt protocols=!SSLv2:!SSLv3/'"
                                        + " /etc/postfix/tls_policy && postmap /etc/postfix/tls_policy"),
                        entry(
                                "example.net",
                                "encrypt protocols=TLSv1.2",
                                "sed -i.bak 's/^example\\.net[[:space:]].*/example.net encrypt protocols=TLSv1.2/'"
                                        + " /etc/postfix/tls_policy && postmap /etc/postfix/tls_policy"),
                        RELOAD);
    }

    /// Of two lines the real `postmap` answers with the first.
    @Test
    void theCommandChangesWhatTheTableAnswers() throws Exception {
        assumeThat(POSTMAP).isExecutable();
        Path table = folder.resolve("tls");
        Files.writeString(folder.resolve("main.cf"), "");
        Files.writeString(table, "[mail.example.org]:587  none\nexample.org encrypt\n");
        String command = changes(
                        "smtp_tls_security_level = may\nrelayhost = [mail.example.org]:587\nsmtp_tls_policy_maps = texthash:"
                                + table + "\n",
                        "[mail.example.org]:587  none\nexample.org encrypt\n",
                        "fingerprint match=AA:BB|CC/DD")
                .getFirst()
                .command()
                .orElseThrow();
        String ask = POSTMAP + " -c " + folder + " -q '[mail.example.org]:587' texthash:" + table;
        Process run = new ProcessBuilder("sh", "-c", command + " && " + ask)
                .redirectErrorStream(true)
                .start();

        assertThat(new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("fingerprint match=AA:BB|CC/DD\n");
    }

    private static List<Change> changes(String mainCf, String table, String policy) {
        return PolicyTable.change(
                FirstFix.facts(Problem.OUTBOUND, Map.of("main.cf", mainCf, "tls_policy", table)), policy);
    }

    private static Change entry(String destination, String policy, String command) {
        return new Change(
                Target.TLS_POLICY,
                Optional.empty(),
                Optional.of(destination),
                Optional.of(policy),
                Optional.of(command));
    }
}
