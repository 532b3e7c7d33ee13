package postern.transcript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            Exim        | `  SMTP<< `                                       | `  SMTP>> `                                          | ``
            hMailServer | `"SMTPD" 5444 4 "2020-02-28 15:08:26.413" "192.0.2.21" "SENT: ` | `"SMTPD" 5444 4 "2020-02-28 15:08:26.413" "192.0.2.21" "RECEIVED: ` | `"`
            Haraka      | `2026-07-23 22:34:01 [PROTOCOL] [14C4A150-54AB.1.1] [outbound] S: ` | `2026-07-23 22:34:01 [PROTOCOL] [14C4A150-54AB.1.1] [outbound] C: ` | `\\r\\n`
            msmtp       | `<-- `                                            | `--> `                                               | ``
            Swift       | `<< `                                             | `>> `                                                | ``
            Net::SMTP   | `Net::SMTP=GLOB(0x2a1b)<<< `                      | `Net::SMTP=GLOB(0x2a1b)>>> `                          | ``
            Ruby        | `-> "`                                            | `<- "`                                               | `\\r\\n"`
            MailKit     | `2021-03-09T08:00:01.113Z S: `                     | `2021-03-09T08:00:01.113Z C: `                        | ``
            """)
    void readsTheNotationsOfPrograms(String program, String server, String client, String end) {
        String text = Stream.of(
                        server + "220 mail.example.com ESMTP",
                        client + "EHLO client.example.net",
                        server + "250-mail.example.com",
                        server + "250 STARTTLS",
                        client + "STARTTLS",
                        server + "454 4.7.0 TLS not available due to local problem")
                .map(line -> line + end)
                .collect(Collectors.joining("\n"));

        SmtpTranscript transcript = only(text);

        assertThat(transcript.greeting()).as(program).hasValue("mail.example.com ESMTP");
        assertThat(transcript.capabilities()).containsExactly("mail.example.com", "STARTTLS");
        assertThat(transcript.answer()).hasValue("454 4.7.0 TLS not available due to local problem");
    }

    @Test
    void readsEachSessionOfAProtocolLogByItself() {
        String text = """
                #Fields: date-time,connector-id,session-id,sequence-number,local-endpoint,remote-endpoint,event,data,context
                2023-01-11T15:59:51.433Z,EX\\Default Frontend EX,08DAF3EC62278461,1,192.0.2.10:25,203.0.113.33:56026,>,"220 ex.example.com Microsoft ESMTP MAIL Service ready at Wed, 11 Jan 2023 16:59:51 +0100",
                2023-01-11T15:59:51.500Z,EX\\Default Frontend EX,08DAF3EC62278462,1,192.0.2.10:25,203.0.113.34:56027,>,220 ex.example.com Microsoft ESMTP MAIL Service ready,
                2023-01-11T15:59:53.909Z,EX\\Default Frontend EX,08DAF3EC62278461,2,192.0.2.10:25,203.0.113.33:56026,<,EHLO [203.0.113.33],
                2023-01-11T15:59:53.910Z,EX\\Default Frontend EX,08DAF3EC62278461,3,192.0.2.10:25,203.0.113.33:56026,>,250  ex.example.com Hello [203.0.113.33] SIZE 37748736 PIPELINING STARTTLS AUTH NTLM X-EXPS GSSAPI NTLM 8BITMIME,
                2023-01-11T15:59:56.232Z,EX\\Default Frontend EX,08DAF3EC62278461,4,192.0.2.10:25,203.0.113.33:56026,<,STARTTLS,
                2023-01-11T15:59:56.233Z,EX\\Default Frontend EX,08DAF3EC62278461,5,192.0.2.10:25,203.0.113.33:56026,>,220 2.0.0 SMTP server ready,
                2023-01-11T15:59:56.240Z,EX\\Default Frontend EX,08DAF3EC62278461,6,192.0.2.10:25,203.0.113.33:56026,*,,TLS negotiation failed with error AlgorithmMismatch
                """;

        List<SmtpTranscript> sessions = SmtpReader.readAll("RECV.LOG", text);

        assertThat(sessions).hasSize(2);
        assertThat(sessions.getFirst().greeting())
                .hasValue("ex.example.com Microsoft ESMTP MAIL Service ready at Wed, 11 Jan 2023 16:59:51 +0100");
        assertThat(sessions.getFirst().capabilities())
                .containsExactly(
                        "ex.example.com Hello [203.0.113.33]",
                        "SIZE 37748736",
                        "PIPELINING",
                        "STARTTLS",
                        "AUTH NTLM",
                        "X-EXPS GSSAPI NTLM",
                        "8BITMIME",
                        "OK");
        assertThat(sessions.getFirst().failure()).hasValue("TLS negotiation failed with error AlgorithmMismatch");
        assertThat(sessions.getLast().failure()).isEmpty();
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
            SMTP>> EHLO client.example.net     | true
            SMTP>> is what Exim writes         | false
            2023-01-11T15:59:53.909Z,To,08DAF3EC62278461,2,192.0.2.10:25,192.0.2.33:56026,<,QUIT, | true
            2023-01-11T15:59:53.909Z,To,08DAF3EC62278461,two,192.0.2.10:25,192.0.2.33:56026,<,NOOP, | false
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
