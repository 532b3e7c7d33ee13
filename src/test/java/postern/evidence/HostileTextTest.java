package postern.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A text that somebody sends on purpose must not keep the reader busy for longer than its length warrants, nor use
/// up the stack. Work that grows with the square of such a length would take hours.
final class HostileTextTest {
    private static final LocalDate DAY = LocalDate.of(2024, 5, 2);
    private static final Duration ENOUGH = Duration.ofSeconds(60);
    private static final int LENGTH = 300_000;
    private static final List<String> BEFORE = List.of(
            "",
            "smtpd_tls_security_level = may\n",
            "May  2 10:00:00 mail postfix/smtp[1]: ",
            "CONNECTED(00000003)\n",
            "Reporting-MTA: dns; mail.example.com\n");

    /// What patterns begin with, so that they begin often, and what they repeat.
    private static Stream<String> pieces() {
        return Stream.of(
                "\n",
                " \n",
                " ",
                "\t",
                "x",
                "a ",
                "0",
                ":",
                "=",
                "/",
                "(",
                ">",
                "> ",
                "$ ",
                "# ",
                "-----",
                "-----BEGIN PRIVATE KEY-----",
                "-----BEGIN CERTIFICATE-----",
                "postfix-",
                "postfix/smtpd",
                "dovecot: ",
                "password ",
                "password=",
                "static:",
                "://a:",
                "openssl ",
                "$ openssl ",
                "telnet a ",
                "220 a",
                "250-",
                "334 ",
                "S: ",
                "host a",
                "dig a.",
                "example.com. IN MX ",
                "version: STSv1",
                "TLS 1.2 (order",
                "Issuer (",
                "issuer=CN = a+",
                " 0 s:CN = \\",
                " 0 s:O = \"\\\"",
                "   i:CN=a,",
                "{\"policies\":",
                "{\"policies\":[",
                "\"total-a",
                "relay=a",
                "users:((\"a\",",
                "tcp LISTEN 1 1 ",
                "posttls-finger: a: subject_CN=a, issuer=",
                "- subject `a', issuer `b',",
                "Remote-MTA: dns; a.",
                "<a@b>: ",
                "undeliverable",
                "TLS error on connection from (",
                "STARTTLS=client, relay=",
                "SSL_accept error from a[",
                "smtp_sasl_password_maps = inline:{",
                "service {",
                "&lt;",
                "a,",
                "ssl = {");
    }

    /// A piece over and over in one line, in lines as long as a reader takes them, and in short lines.
    private static Stream<String> texts() {
        return pieces().flatMap(piece -> {
            String line = piece.repeat(LENGTH / piece.length());
            String longLines = (piece.repeat(1 + 1999 / piece.length()) + "\n").repeat(LENGTH / 2000);
            String lines = (piece + "\n").repeat(LENGTH / 10 / (piece.length() + 1));
            return piece.contains("\n") ? Stream.of(line) : Stream.of(line, longLines, lines);
        });
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("texts")
    void aMegabyteOfTheSameIsReadInTime(String text) {
        String before = BEFORE.get(Math.floorMod(text.hashCode(), BEFORE.size()));
        Evidence evidence = assertTimeoutPreemptively(
                ENOUGH, () -> EvidenceReader.read(List.of(Input.of("any.txt", DAY, before + text)), Optional.of(DAY)));
        assertThat(evidence.given()).containsExactly("any.txt");
    }
}
