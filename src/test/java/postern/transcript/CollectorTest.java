package postern.transcript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import postern.certificate.Certificate;
import postern.certificate.CertificateParser;
import postern.certificate.MalformedCertificateException;
import postern.maillog.MailLog;
import postern.maillog.reading.LogReader;

class CollectorTest {
    private static final String CERTIFICATE = SClientReaderTest.resource("showcerts-3.0.txt")
            .replaceAll("(?s)^.*?(-----BEGIN CERTIFICATE-----.*?-----END CERTIFICATE-----\n).*$", "$1");

    @TempDir
    Path folder;

    @Test
    void takesItsOutputApart() {
        String output = """
                $ sh collector.sh
                ----- postern: collector 1 -----

                ----- postern: main.cf -----
                smtpd_tls_security_level = may

                ----- postern: age -----

                ----- postern: mail.log -----
                Mar  1 10:00:00 mail postfix/smtpd[1]: connect from a[192.0.2.1]

                ----- postern: end -----
                """;

        assertThat(Collector.looksLike(output)).isTrue();
        assertThat(Collector.looksLike("smtpd_tls_security_level = may")).isFalse();
        assertThat(Collector.parts(output))
                .containsExactly(
                        new Collector.Part("main.cf", 5, "smtpd_tls_security_level = may\n"),
                        new Collector.Part(
                                "mail.log", 10, "Mar  1 10:00:00 mail postfix/smtpd[1]: connect from a[192.0.2.1]\n"));
    }

    /// Runs the script against a server whose commands are played by small scripts.
    @ParameterizedTest
    @ValueSource(strings = {"sh", "dash", "bash", "ksh", "busybox sh"})
    void gathersTheEvidenceOfAServerInEveryShell(String shell) throws Exception {
        assumeTrue(isThere(shell), "There is no " + shell + " here.");
        Path certificate = Files.writeString(
                folder.resolve("cert.pem"),
                "-----BEGIN PRIVATE KEY-----\nnot for anyone\n-----END PRIVATE KEY-----\n" + CERTIFICATE);
        Path log = Files.writeString(folder.resolve("mail.log"), """
                Mar  1 10:00:00 mail postfix/smtpd[1]: connect from a.example.net[192.0.2.1]
                Mar  1 10:00:00 mail postfix/smtpd[1]: SSL_accept error from a.example.net[192.0.2.1]: lost connection
                Mar  1 10:00:00 mail CRON[1]: TLS is none of its business
                Mar  1 10:00:00 mail postfix/qmgr[1]: 7A01C8140B: removed
                """);
        play("postconf", """
                case "$*" in
                  -n) echo 'smtpd_tls_security_level = may'; echo 'smtp_sasl_password_maps = static:me:secret' ;;
                  -Mf) echo 'smtp inet n - y - - smtpd' ;;
                  '-dh mail_version') echo 3.7.11 ;;
                  '-h smtpd_tls_cert_file') echo '%s' ;;
                  '-h smtpd_tls_key_file') echo '$smtpd_tls_cert_file' ;;
                  '-h maillog_file') echo '%s' ;;
                  '-h config_directory') echo '%s' ;;
                  '-h queue_directory') echo '%s' ;;
                  *) echo ;;
                esac
                """.formatted(certificate, log, folder, folder));
        play("doveconf", "echo");
        dated("main.cf", 1_700_000_100);
        dated("pid/master.pid", 1_700_000_000);

        String output = run(shell);

        List<Collector.Part> parts = Collector.parts(output);
        assertThat(text(parts, "main.cf"))
                .isEqualTo("smtpd_tls_security_level = may\nsmtp_sasl_password_maps = static:me:(blanked)\n");
        assertThat(text(parts, "master.cf")).isEqualTo("smtp inet n - y - - smtpd\n");
        assertThat(text(parts, "versions")).contains("postfix=3.7.11");
        assertThat(text(parts, "certificates"))
                .contains("smtpd_tls_cert_file: " + certificate, "certificates: 1", "holds a private key as well");
        assertThat(output).doesNotContain("not for anyone").doesNotContain("secret");
        assertThat(log(text(parts, "mail.log")).peers().getFirst().failed()).isEqualTo(1);
        assertThat(text(parts, "mail.log").lines()).hasSize(2);
        ServerState state = ServerStateReader.read("collected.txt", parts).orElseThrow();
        assertThat(state.program("postfix").orElseThrow().since()).isEqualTo(Instant.ofEpochSecond(1_700_000_000));
        assertThat(state.files())
                .filteredOn(file -> file.path().startsWith(folder.toString()))
                .filteredOn(file -> file.isYoungerThan(state.program("postfix").orElseThrow()))
                .extracting(ServerState.ChangedFile::path)
                .containsExactly(folder + "/main.cf");
        assertThat(state.certificates()).singleElement().satisfies(file -> {
            assertThat(file.parameter()).isEqualTo("smtpd_tls_cert_file");
            assertThat(file.path()).isEqualTo(certificate.toString());
            assertThat(file.isReadable()).isTrue();
            assertThat(file.changed()).isPresent();
        });
        if (isThere("openssl version")) {
            assertThat(subjects(text(parts, "certificates"))).containsExactly("CN=mail.example.com");
            assertThat(state.certificates().getFirst().keyBelongs()).contains(false);
            assertThat(state.certificates().getFirst().chain().certificates()).hasSize(1);
            assertThat(text(parts, "certificates")).contains("does not belong to " + certificate);
        }
    }

    private void dated(String name, long seconds) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.setLastModifiedTime(Files.writeString(file, ""), FileTime.from(Instant.ofEpochSecond(seconds)));
    }

    private static String text(List<Collector.Part> parts, String name) {
        return parts.stream()
                .filter(part -> part.name().equals(name))
                .map(Collector.Part::text)
                .findFirst()
                .orElse("");
    }

    private static List<String> subjects(String text) throws MalformedCertificateException {
        return CertificateParser.pem(text).stream().map(Certificate::subject).toList();
    }

    private static MailLog log(String text) {
        var reader = new LogReader("mail.log", LocalDate.of(2026, 3, 1));
        text.lines().forEach(reader::line);
        return reader.finish();
    }

    private void play(String command, String body) throws IOException {
        Path file = Files.writeString(folder.resolve(command), "#!/bin/sh\n" + body);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private String run(String shell) throws IOException, InterruptedException {
        Path script = Files.writeString(folder.resolve("collector.sh"), Collector.script());
        Path output = folder.resolve("collected.txt");
        List<String> command = new java.util.ArrayList<>(List.of(shell.split(" ", -1)));
        command.add(script.toString());
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().merge("PATH", folder.toString(), (path, first) -> first + ":" + path);
        Process process = builder.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return Files.readString(output, StandardCharsets.ISO_8859_1);
    }

    private static boolean isThere(String command) throws InterruptedException {
        try {
            List<String> words = new java.util.ArrayList<>(List.of(command.split(" ", -1)));
            if (words.size() == 1 || words.contains("sh")) {
                words.addAll(List.of("-c", "exit 0"));
            }
            return new ProcessBuilder(words)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException notThere) {
            return false;
        }
    }
}
