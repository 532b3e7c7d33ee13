package postern.maillog.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static postern.maillog.reading.LoggedLines.log;
import static postern.maillog.reading.LoggedLines.numbers;
import static postern.maillog.reading.LoggedLines.only;
import static postern.maillog.reading.LoggedLines.outcome;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import postern.maillog.LogEvent;
import postern.maillog.LogLine;
import postern.maillog.MailLog;
import postern.maillog.SessionOutcome;
import postern.maillog.TlsSession;
import postern.tls.Answer;

/// Lines become sessions.
class SessionsTest {
    private static final String SHOWN =
            "postfix/smtpd[1]: setting up TLS connection from other.example.org[203.0.113.9]";

    /// Two processes write in turn; each line goes to the connection of its own process.
    @Test
    void followsConnectionsThroughInterleavedProcesses() {
        MailLog log = log(
                "postfix/smtpd[1]: connect from a.example.net[192.0.2.1]",
                "postfix/smtpd[2]: connect from b.example.net[192.0.2.2]",
                "postfix/smtpd[1]: SSL_accept error from a.example.net[192.0.2.1]: -1",
                "postfix/smtpd[2]: SSL_accept error from b.example.net[192.0.2.2]: -1",
                "postfix/smtpd[2]: warning: TLS library problem: error:0A0000C1:SSL routines::no shared cipher:statem_srvr.c:2226:",
                "postfix/smtpd[1]: warning: TLS library problem: error:0A000102:SSL routines::unsupported protocol:statem_srvr.c:1664:",
                "postfix/smtpd[1]: disconnect from a.example.net[192.0.2.1]",
                "postfix/smtpd[2]: disconnect from b.example.net[192.0.2.2]");

        assertThat(only(log, "192.0.2.1").samples().getFirst().lines())
                .extracting(LogLine::number)
                .containsExactly(1L, 3L, 6L, 7L);
        assertThat(only(log, "192.0.2.2").samples().getFirst().lines())
                .extracting(LogLine::number)
                .containsExactly(2L, 4L, 5L, 8L);
    }

    /// One process serves many connections one after the other.
    @Test
    void countsEveryConnectionOfAProcessThatIsUsedAgain() {
        MailLog log = log(
                "postfix/smtpd[1]: connect from a.example.net[192.0.2.1]",
                "postfix/smtpd[1]: Anonymous TLS connection established from a.example.net[192.0.2.1]: TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits)",
                "postfix/smtpd[1]: 7A01C8140B: client=a.example.net[192.0.2.1]",
                "postfix/smtpd[1]: 7A01C8140C: client=a.example.net[192.0.2.1]",
                "postfix/smtpd[1]: disconnect from a.example.net[192.0.2.1]",
                "postfix/smtpd[1]: connect from a.example.net[192.0.2.1]",
                "postfix/smtpd[1]: 7A01C8140D: client=a.example.net[192.0.2.1]",
                "postfix/smtpd[1]: disconnect from a.example.net[192.0.2.1]");

        assertThat(numbers(only(log, "192.0.2.1"))).containsExactly(1L, 0L, 1L, 3L);
    }

    /// The library tells its error right after the handshake failed: an older connection, whose lines were lost, has
    /// none of it.
    @Test
    void givesTheErrorToTheConnectionThatFailedLast() {
        MailLog log = log(
                "postfix/smtpd[1]: SSL_accept error from a.example.net[192.0.2.1]: -1",
                "postfix/smtpd[1]: connect from b.example.net[192.0.2.2]",
                "postfix/smtpd[1]: SSL_accept error from b.example.net[192.0.2.2]: -1",
                "postfix/smtpd[1]: warning: TLS library problem: error:0A000102:SSL routines::unsupported protocol:statem_srvr.c:1664:");

        assertThat(outcome(log, "192.0.2.1")).hasToString("Failed[error=Optional.empty, reason=-1]");
        assertThat(outcome(log, "192.0.2.2")).asString().contains("reason=unsupported protocol");
    }

    /// Where two machines log under one name, each error belongs to another connection.
    @Test
    void givesTheErrorsOfConnectionsThatOverlapToOneEach() {
        MailLog log = log(
                "postfix/smtpd[1]: connect from a.example.net[192.0.2.1]",
                "postfix/smtpd[1]: connect from b.example.net[192.0.2.2]",
                "postfix/smtpd[1]: SSL_accept error from a.example.net[192.0.2.1]: -1",
                "postfix/smtpd[1]: SSL_accept error from b.example.net[192.0.2.2]: -1",
                "postfix/smtpd[1]: warning: TLS library problem: error:0A0000C1:SSL routines::no shared cipher:statem_srvr.c:2226:",
                "postfix/smtpd[1]: warning: TLS library problem: error:0A000102:SSL routines::unsupported protocol:statem_srvr.c:1664:");

        assertThat(outcome(log, "192.0.2.1")).asString().contains("reason=no shared cipher");
        assertThat(outcome(log, "192.0.2.2")).asString().contains("reason=unsupported protocol");
    }

    /// Loops have nothing to do with TLS and are taken for it; names of states are no versions.
    @Test
    void keepsWhatOnlyLooksLikeTroubleWithTls() {
        MailLog log = log(
                "postfix/local[2]: 7A01C8140A: to=<a@example.net>, relay=local, delay=1, delays=0/0/0/1, dsn=5.4.6, status=bounced (mail forwarding loop for a@example.net)",
                "postfix/smtp[1]: 7A01C8140B: to=<a@example.net>, relay=none, delay=1, delays=0/0/1/0, dsn=5.4.6, status=bounced (mail for example.net loops back to myself)",
                "postfix/smtp[1]: 7A01C8140C: to=<a@example.net>, relay=mx.example.net[192.0.2.1]:25, delay=1, delays=0/0/1/0, dsn=5.4.0, status=bounced (host mx.example.net[192.0.2.1] said: 554 5.4.0 Error: too many hops (in reply to end of DATA command))",
                "postfix/local[2]: 7A01C8140D: to=<a@example.net>, relay=local, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (delivered to maildir)",
                "postfix/smtpd[3]: SSL_accept:before SSL initialization",
                "postfix/smtpd[3]: SSL_accept:SSLv3 read client hello A");

        assertThat(log.events())
                .extracting(LogEvent::id, event -> event.line().number())
                .containsExactly(
                        tuple("dsn.loop.forward", 1L),
                        tuple("dsn.loop.myself", 2L),
                        tuple("dsn.hops", 3L),
                        tuple("trace.state", 5L),
                        tuple("trace.state", 6L));
    }

    /// What is told of one mail says nothing of the connection made for the next, whoever came first.
    @Test
    void aDeliveryAfterOneWithoutTlsIsAnotherConnection() {
        String to = ": to=<a@example.net>, relay=mx.example.net[192.0.2.1]:25, delay=1, delays=0/0/1/0, ";
        String refused = "dsn=4.7.4, status=deferred (TLS is required, but was not offered by host"
                + " mx.example.net[192.0.2.1])";
        String broken = "dsn=4.7.5, status=deferred (Cannot start TLS: handshake failure)";
        MailLog log = log(
                "postfix/smtp[1]: 7A01C8140A: TLS is required, but was not offered by host mx.example.net[192.0.2.1]",
                "postfix/smtp[1]: 7A01C8140A" + to + refused,
                "postfix/smtp[1]: 7A01C8140A" + to.replace("<a@", "<b@") + refused,
                "postfix/smtp[1]: 7A01C8140B" + to + refused,
                "postfix/smtp[1]: Trusted TLS connection established to mx.example.net[192.0.2.1]:25: TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits)",
                "postfix/smtp[1]: 7A01C8140C" + to + "dsn=2.0.0, status=sent (250 ok)",
                "postfix/smtp[1]: 7A01C8140D" + to + refused,
                "postfix/smtp[1]: 7A01C8140E" + to + broken,
                "postfix/smtp[1]: 7A01C8140E" + to.replace("<a@", "<b@") + broken,
                "postfix/smtp[1]: 7A01C8140F" + to + broken);

        assertThat(numbers(only(log, "192.0.2.1"))).containsExactly(1L, 5L, 0L, 1L);
    }

    /// Excerpts often hold nothing but the line that looked suspicious.
    @Test
    void makesSessionsOfSingleLines() {
        MailLog log = log(
                "postfix/smtpd[1]: SSL_accept error from a.example.net[192.0.2.1]: lost connection",
                "postfix/smtpd[1]: SSL_accept error from a.example.net[192.0.2.1]: Connection timed out",
                "postfix/smtpd[1]: Anonymous TLS connection established from b.example.net[192.0.2.2]: TLSv1.2 with cipher AES128-SHA (128/128 bits)",
                "postfix/smtpd[1]: Anonymous TLS connection established from b.example.net[192.0.2.2]: TLSv1.2 with cipher AES128-SHA (128/128 bits)");

        assertThat(numbers(only(log, "192.0.2.1"))).containsExactly(0L, 2L, 0L, 0L);
        assertThat(numbers(only(log, "192.0.2.2"))).containsExactly(2L, 0L, 0L, 0L);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            out4.example.net | 192.0.2.4 | true
            out3.example.net | 192.0.2.9 | true
            mx.example.org   | 192.0.2.3 | true
            mx.example.org   | 192.0.2.9 | false
            unknown          | 192.0.2.9 | false
            """)
    void tellsClearTextAfterAFailureOfTheSameSender(String name, String address, boolean after) {
        MailLog log = log(
                SHOWN,
                "postfix/smtpd[1]: SSL_accept error from out3.example.net[192.0.2.3]: -1",
                "postfix/smtpd[2]: 7A01C8140B: client=%s[%s]".formatted(name, address));

        assertThat(only(log, address).samples())
                .extracting(TlsSession::outcome)
                .contains(new SessionOutcome.Plaintext(after));
    }

    @Test
    void doesNotTakeSilenceForClearTextWhenTheLogShowsNoTlsAtAll() {
        MailLog log = log("postfix/smtpd[2]: 7A01C8140B: client=mx.example.org[192.0.2.1]");

        assertThat(outcome(log, "192.0.2.1")).isEqualTo(new SessionOutcome.Unlogged(Answer.UNKNOWN));
        assertThat(numbers(only(log, "192.0.2.1"))).containsExactly(0L, 0L, 0L, 1L);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ehlo=2 starttls=1 mail=1 rcpt=1 data=1 quit=1 commands=7 | YES
            ehlo=2 auth=1 mail=1 rcpt=1 data=1 quit=1 commands=7     | UNKNOWN
            """)
    void countsOnTheStatisticsWhereTheLogLevelIsZero(String statistics, Answer tls) {
        MailLog log = log(
                "postfix/smtpd[2]: connect from mx.example.org[192.0.2.1]",
                "postfix/smtpd[2]: 7A01C8140B: client=mx.example.org[192.0.2.1]",
                "postfix/smtpd[2]: disconnect from mx.example.org[192.0.2.1] " + statistics);

        assertThat(outcome(log, "192.0.2.1")).isEqualTo(new SessionOutcome.Unlogged(tls));
    }

    @Test
    void readsClearTextFromTheStatistics() {
        MailLog log = log(
                "postfix/smtpd[2]: connect from mx.example.org[192.0.2.1]",
                "postfix/smtpd[2]: 7A01C8140B: client=mx.example.org[192.0.2.1]",
                "postfix/smtpd[2]: disconnect from mx.example.org[192.0.2.1] ehlo=1 mail=1 rcpt=1 data=1 quit=1 commands=5");

        assertThat(outcome(log, "192.0.2.1")).isEqualTo(new SessionOutcome.Plaintext(false));
    }

    @Test
    void tellsThatStartTlsWasRefused() {
        MailLog log = log(
                "postfix/smtpd[2]: connect from mx.example.org[192.0.2.1]",
                "postfix/smtpd[2]: lost connection after STARTTLS from mx.example.org[192.0.2.1]",
                "postfix/smtpd[2]: disconnect from mx.example.org[192.0.2.1] ehlo=1 starttls=0/1 commands=1/2");

        assertThat(outcome(log, "192.0.2.1")).isInstanceOf(SessionOutcome.Unavailable.class);
        assertThat(numbers(only(log, "192.0.2.1"))).containsExactly(0L, 1L, 0L, 0L);
    }

    @Test
    void doesNotCountConnectionsThatDidNothing() {
        MailLog log = log(
                SHOWN,
                "postfix/smtpd[2]: connect from unknown[192.0.2.1]",
                "postfix/smtpd[2]: lost connection after EHLO from unknown[192.0.2.1]",
                "postfix/smtpd[2]: disconnect from unknown[192.0.2.1] ehlo=1 commands=1");

        assertThat(log.peers()).isEmpty();
        assertThat(log.events()).extracting(LogEvent::id).contains("smtpd.lost");
    }

    @Test
    void countsAClientWithoutCertificateAsFailed() {
        MailLog log = log(
                "postfix/smtpd[2]: connect from mx.example.org[192.0.2.1]",
                "postfix/smtpd[2]: NOQUEUE: abort: TLS from mx.example.org[192.0.2.1]: No client certificate presented");

        assertThat(outcome(log, "192.0.2.1"))
                .isEqualTo(new SessionOutcome.Failed(java.util.Optional.empty(), "No client certificate presented"));
        assertThat(log.events()).extracting(LogEvent::id).containsExactly("smtpd.abort.ccert");
    }
}
