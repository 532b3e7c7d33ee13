package postern.diagnosis.cause.mode;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.evidence.EvidenceReader;
import postern.evidence.Input;

final class SilentPortTest {
    private static final LocalDate DAY = LocalDate.of(2020, 11, 28);

    private static final String TYPED = """
            $ telnet 127.0.0.1 587
            Trying 127.0.0.1...
            Connected to 127.0.0.1.
            Escape character is '^]'.
            Connection closed by foreign host.
            """;

    @Test
    void aPortThatWasSilentAndWhoseServerMissedTlsWaitsForIt() {
        Optional<SilentPort> silent =
                silent(TYPED, attempt("submissions/smtpd", "client.example.net[198.51.100.7]", """
                warning: TLS library problem: error:1408F10B:SSL routines:ssl3_get_record:wrong version number:\
                ../ssl/record/ssl3_record.c:332:"""));

        assertThat(silent.map(SilentPort::port)).contains(587);
        assertThat(silent.orElseThrow().evidence())
                .extracting(Citation::source)
                .containsExactly("telnet.txt", "mail.log");
    }

    @Test
    void whoTypedIsKnownInTheLogByHisAddress() {
        Optional<SilentPort> silent = silent(
                TYPED,
                attempt("smtpd", "localhost[127.0.0.1]", "lost connection after CONNECT from localhost[127.0.0.1]"));

        assertThat(silent.map(SilentPort::port)).contains(587);
    }

    @Test
    void anotherOneInTheLogIsNotWhoTyped() {
        assertThat(silent(
                        TYPED,
                        attempt(
                                "smtpd",
                                "client.example.net[198.51.100.7]",
                                "lost connection after CONNECT from client.example.net[198.51.100.7]")))
                .isEmpty();
    }

    @Test
    void aServerThatGreetsIsNotSilent() {
        String greeted = TYPED.replace("Connection closed", "220 mail.example.com ESMTP Postfix\nConnection closed");

        assertThat(silent(
                        greeted,
                        attempt(
                                "smtpd",
                                "localhost[127.0.0.1]",
                                "lost connection after CONNECT from localhost[127.0.0.1]")))
                .isEmpty();
    }

    @Test
    void onPort465SilenceIsRight() {
        assertThat(silent(
                        TYPED.replace("587", "465"),
                        attempt(
                                "smtpd",
                                "localhost[127.0.0.1]",
                                "lost connection after CONNECT from localhost[127.0.0.1]")))
                .isEmpty();
    }

    @Test
    void aLargeProviderThatNeverGetsToACommandMetPort25() {
        String google = "mail-wm1-f50.google.com[209.85.128.50]";
        Optional<SilentPort> silent =
                silent("", attempt("smtpd", google, "lost connection after CONNECT from " + google));

        assertThat(silent.map(SilentPort::port)).contains(25);
        assertThat(silent.orElseThrow().evidence()).extracting(Citation::source).containsExactly("mail.log");
    }

    @Test
    void aLargeProviderThatBrokeOffWithinStartTlsProvesNothing() {
        String google = "mail-wm1-f50.google.com[209.85.128.50]";

        assertThat(silent("", attempt("smtpd", google, "lost connection after STARTTLS from " + google)))
                .isEmpty();
    }

    /// A handshake that failed, and what was logged with it.
    private static String attempt(String service, String peer, String told) {
        return """
                Nov 28 10:22:08 mail postfix/%1$s[20]: connect from %2$s
                Nov 28 10:22:08 mail postfix/%1$s[20]: SSL_accept error from %2$s: -1
                Nov 28 10:22:08 mail postfix/%1$s[20]: %3$s
                Nov 28 10:22:09 mail postfix/%1$s[20]: disconnect from %2$s
                """.formatted(service, peer, told);
    }

    private static Optional<SilentPort> silent(String typed, String log) {
        return SilentPort.in(Facts.of(EvidenceReader.read(
                List.of(Input.of("telnet.txt", DAY, typed), Input.of("mail.log", DAY, log)), Optional.of(DAY))));
    }
}
