package postern.transcript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import postern.probe.StartTls;

class SmtpReaderTest {

    private static SmtpTranscript only(String text) {
        List<SmtpTranscript> all = SmtpReader.readAll("probe.txt", text);
        assertThat(all).hasSize(1);
        return all.getFirst();
    }

    @Test
    void readsWhatTelnetShows() {
        SmtpTranscript transcript = only("""
                $ telnet localhost 25
                Trying 127.0.0.1...
                Connected to localhost.
                220 mail.example.com ESMTP Postfix
                ehlo mail.example.com
                250-mail.example.com
                250-PIPELINING
                250-STARTTLS
                250 DSN
                STARTTLS
                220 2.0.0 Ready to start TLS
                """);

        assertThat(transcript.command()).hasValue("telnet localhost 25");
        assertThat(transcript.greeting()).hasValue("mail.example.com ESMTP Postfix");
        assertThat(transcript.capabilities()).containsExactly("mail.example.com", "PIPELINING", "STARTTLS", "DSN");
        assertThat(transcript.startTls()).isEqualTo(StartTls.OFFERED);
        assertThat(transcript.answer()).hasValue("220 2.0.0 Ready to start TLS");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            250-STARTTLS    | 454 4.7.0 TLS not available due to local problem | REFUSED
            250-STARTTLS    | 220 2.0.0 Ready to start TLS                     | OFFERED
            250-STARTTLS    | 502 5.5.1 Error: command not implemented         | REFUSED
            250-8BITMIME    | 502 5.5.1 Error: command not implemented         | NOT_OFFERED
            250-XXXXXXXA    | 502 5.5.1 Error: command not implemented         | MASKED
            250-********    | 500 5.5.1 Error                                  | MASKED
            250-8BITMIME    | 454 4.7.0 TLS not available due to local problem | REFUSED
            """)
    void tellsWhatBecameOfStartTls(String capability, String answer, StartTls startTls) {
        String text = """
                EHLO test.example.net
                250-mail.example.com
                %s
                250 DSN
                STARTTLS
                %s
                """.formatted(capability, answer);

        assertThat(only(text).startTls()).isEqualTo(startTls);
        assertThat(only(text).answer()).hasValue(answer);
    }

    @Test
    void readsSwaksAndTheReportOfPostfix() {
        assertThat(only("""
                === Connected to mail.example.com.
                <-  220 mail.example.com ESMTP
                 -> EHLO client
                <-  250-mail.example.com
                <-  250 STARTTLS
                 -> STARTTLS
                <** 454 4.7.0 TLS not available due to local problem
                """.replace("<**", "<-")).startTls()).isEqualTo(StartTls.REFUSED);
        assertThat(only("""
                 Out: 220 mail.example.com ESMTP Postfix
                 In:  EHLO client
                 Out: 250-mail.example.com
                 Out: 250 DSN
                 In:  QUIT
                 Out: 221 2.0.0 Bye
                """).startTls()).isEqualTo(StartTls.NOT_OFFERED);
    }

    @Test
    void keepsTheViewsFromTwoPlacesApart() {
        String text = """
                laptop$ telnet mail.example.com 25
                220 ************************************
                EHLO [198.51.100.162]
                250-host
                250-XXXXXXXA
                250 DSN

                server$ telnet localhost 25
                220 mail.example.com ESMTP Postfix
                ehlo x
                250-mail.example.com
                250-STARTTLS
                250 DSN
                """;

        assertThat(SmtpReader.readAll("probe.txt", text))
                .extracting(SmtpTranscript::command, SmtpTranscript::startTls)
                .containsExactly(
                        tuple(java.util.Optional.of("telnet mail.example.com 25"), StartTls.MASKED),
                        tuple(java.util.Optional.of("telnet localhost 25"), StartTls.OFFERED));
    }

    @Test
    void tellsThatTheServerWaitsForTheClientToSpeakTls() {
        SmtpTranscript transcript = only("""
                $ telnet localhost 25
                Connected to localhost.
                Escape character is '^]'.
                ehlo localhost
                Connection closed by foreign host.
                """);

        assertThat(transcript.closed()).isTrue();
        assertThat(transcript.greeting()).isEmpty();
        assertThat(transcript.startTls()).isEqualTo(StartTls.UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            220 mail.example.com ESMTP Postfix | true
            250-STARTTLS                       | true
            EHLO client.example.net            | true
            $ telnet mail.example.com 25       | true
            smtpd_tls_security_level = may     | false
            Verify return code: 0 (ok)         | false
            """)
    void recognisesAConversation(String head, boolean expected) {
        assertThat(SmtpReader.looksLike(head)).isEqualTo(expected);
    }

    @Property(tries = 500)
    void readsAnything(@ForAll String text) {
        assertThatCode(() -> SmtpReader.readAll("probe.txt", text)).doesNotThrowAnyException();
    }
}
