package postern.maillog.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static postern.maillog.reading.LoggedLines.log;
import static postern.maillog.reading.LoggedLines.numbers;
import static postern.maillog.reading.LoggedLines.only;
import static postern.maillog.reading.LoggedLines.outcome;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import postern.maillog.Direction;
import postern.maillog.LogEvent;
import postern.maillog.MailLog;
import postern.maillog.PeerTotals;
import postern.maillog.SessionOutcome;
import postern.maillog.TlsSession;
import postern.tls.ProtocolVersion;

/// Lines about mail that goes out become the connections of this server to others.
final class DeliverySessionsTest {
    @Test
    void followsOutgoingMail() {
        MailLog log = log(
                "postfix/smtp[3]: Untrusted TLS connection established to mx.example.org[192.0.2.1]:25: TLSv1.2 with cipher ECDHE-RSA-AES128-GCM-SHA256 (128/128 bits)",
                "postfix/smtp[3]: 7A01C8140B: to=<a@example.org>, relay=mx.example.org[192.0.2.1]:25, delay=1, delays=0/0/1/0, dsn=2.0.0, status=sent (250 2.0.0 Ok)",
                "postfix/smtp[3]: 7A01C8140B: to=<b@example.org>, relay=mx.example.org[192.0.2.1]:25, delay=1, delays=0/0/1/0, dsn=2.0.0, status=sent (250 2.0.0 Ok)",
                "postfix/smtp[3]: 7A01C8140C: to=<c@example.org>, relay=mx.example.org[192.0.2.1]:25, conn_use=2, delay=1, delays=0/0/1/0, dsn=2.0.0, status=sent (250 2.0.0 Ok)");

        PeerTotals totals = only(log, "192.0.2.1");
        assertThat(totals.direction()).isEqualTo(Direction.OUTBOUND);
        assertThat(numbers(totals)).containsExactly(1L, 0L, 0L, 2L);
        assertThat(totals.samples().getFirst().outcome())
                .isEqualTo(new SessionOutcome.Established(
                        ProtocolVersion.TLSV1_2, "ECDHE-RSA-AES128-GCM-SHA256", "Untrusted"));
    }

    /// A mail that is refused was tried: by then the connection has TLS, or none.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            host mx.example.org[192.0.2.1] said: 550 5.1.1 No such user (in reply to RCPT TO command)      | 1
            host mx.example.org[192.0.2.1] said: 530 5.7.0 STARTTLS first (in reply to MAIL FROM command)  | 1
            host mx.example.org[192.0.2.1] said: 554 5.6.0 Not wanted (in reply to end of DATA command)    | 1
            lost connection with mx.example.org[192.0.2.1] while sending message body                      | 1
            conversation with mx.example.org[192.0.2.1] timed out while sending RCPT TO                    | 1
            host mx.example.org[192.0.2.1] refused to talk to me: 554 5.7.1 No                             | 0
            host mx.example.org[192.0.2.1] said: 502 5.5.2 What? (in reply to HELO command)                | 0
            lost connection with mx.example.org[192.0.2.1] while receiving the initial server greeting     | 0
            conversation with mx.example.org[192.0.2.1] timed out while performing the EHLO handshake      | 0
            """)
    void tellsOfConnectionsWithoutTlsWhereMailWasRefused(String reason, long plaintext) {
        MailLog log = log(
                "postfix/smtp[4]: Trusted TLS connection established to b.example.net[192.0.2.2]:25: TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits)",
                "postfix/smtp[3]: 7A01C8140B: to=<a@example.org>, relay=mx.example.org[192.0.2.1]:25, delay=1, delays=0/0/1/0, dsn=5.1.1, status=bounced (%s)"
                        .formatted(reason),
                "postfix/smtp[3]: 7A01C8140B: to=<b@example.org>, relay=mx.example.org[192.0.2.1]:25, delay=1, delays=0/0/1/0, dsn=5.1.1, status=bounced (%s)"
                        .formatted(reason));

        assertThat(log.totals(Direction.OUTBOUND).orElseThrow().plaintext()).isEqualTo(plaintext);
    }

    /// Before another server is tried, Postfix tells the same without the recipient.
    @Test
    void tellsOfConnectionsWithoutTlsWhereMailWentToAnotherServer() {
        MailLog log = log(
                "postfix/smtp[3]: 7A01C8140B: host mx.example.org[192.0.2.1] said: 450 4.2.0 Come later (in reply to RCPT TO command)",
                "postfix/smtp[3]: 7A01C8140B: host mx.example.org[192.0.2.1] said: 450 4.2.0 Come later (in reply to RCPT TO command)",
                "postfix/smtp[3]: Trusted TLS connection established to b.example.net[192.0.2.2]:25: TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits)",
                "postfix/smtp[3]: 7A01C8140B: to=<a@example.org>, relay=b.example.net[192.0.2.2]:25, delay=1, delays=0/0/1/0, dsn=2.0.0, status=sent (250 Ok)");

        assertThat(numbers(only(log, "192.0.2.1"))).containsExactly(0L, 0L, 1L, 0L);
        assertThat(numbers(only(log, "192.0.2.2"))).containsExactly(1L, 0L, 0L, 1L);
    }

    /// A mail over TLS that is refused makes no second connection of it.
    @Test
    void aRefusedMailBelongsToTheConnectionWithTls() {
        MailLog log = log(
                "postfix/smtp[3]: Trusted TLS connection established to mx.example.org[192.0.2.1]:25: TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits)",
                "postfix/smtp[3]: 7A01C8140B: to=<a@example.org>, relay=mx.example.org[192.0.2.1]:25, delay=1, delays=0/0/1/0, dsn=5.1.1, status=bounced (host mx.example.org[192.0.2.1] said: 550 5.1.1 No such user (in reply to RCPT TO command))",
                "postfix/smtp[3]: 7A01C8140B: to=<b@example.org>, relay=mx.example.org[192.0.2.1]:25, delay=1, delays=0/0/1/0, dsn=2.0.0, status=sent (250 Ok)");

        assertThat(numbers(only(log, "192.0.2.1"))).containsExactly(1L, 0L, 0L, 1L);
    }

    /// The connection is told of where it was begun; the mail left all the same.
    @Test
    void countsMailOverAConnectionThatAnotherProcessBegan() {
        String to = ": to=<a@example.org>, relay=mx.example.org[192.0.2.1]:25, ";
        String sent = "delay=1, delays=0/0/1/0, dsn=2.0.0, status=sent (250 Ok)";
        MailLog log = log(
                "postfix/smtp[5]: Trusted TLS connection established to b.example.net[192.0.2.2]:25: TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits)",
                "postfix/smtp[3]: 7A01C8140B" + to + sent,
                "postfix/smtp[4]: 7A01C8140C" + to + "conn_use=2, " + sent,
                "postfix/smtp[4]: 7A01C8140C" + to.replace("<a@", "<b@") + "conn_use=2, " + sent,
                "postfix/smtp[4]: 7A01C8140D" + to + "conn_use=3, " + sent,
                "postfix/smtp[4]: 7A01C8140E" + to + sent);

        assertThat(numbers(only(log, "192.0.2.1"))).containsExactly(0L, 0L, 2L, 4L);
        assertThat(log.totals(Direction.OUTBOUND).orElseThrow().delivered()).isEqualTo(4);
    }

    /// A process that failed goes on with a connection that another one began in clear text.
    @Test
    void aKeptConnectionIsNotOneMoreAfterAFailure() {
        String to = ": to=<a@example.org>, relay=mx.example.org[192.0.2.1]:25, ";
        MailLog log = log(
                "postfix/smtp[3]: SSL_connect error to mx.example.org[192.0.2.1]:25: lost connection",
                "postfix/smtp[3]: 7A01C8140B" + to
                        + "delay=1, delays=0/0/1/0, dsn=4.7.5, status=deferred (Cannot start TLS: handshake failure)",
                "postfix/smtp[3]: 7A01C8140C" + to
                        + "conn_use=2, delay=400, delays=400/0/0/0, dsn=2.0.0, status=sent (250 Ok)");

        assertThat(numbers(only(log, "192.0.2.1"))).containsExactly(0L, 1L, 0L, 1L);
    }

    /// The same process may try the same mail again; then it had waited for longer.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            TLS is required, but was not offered by host mx.example.org[192.0.2.1]                     | 2 | 0
            Cannot start TLS: handshake failure                                                       | 2 | 0
            host mx.example.org[192.0.2.1] said: 450 4.2.0 Come later (in reply to RCPT TO command)   | 0 | 2
            """)
    void everyTryOfAMailIsAConnection(String reason, long failed, long plaintext) {
        String line =
                "postfix/smtp[3]: 7A01C8140B: to=<%s@example.org>, relay=mx.example.org[192.0.2.1]:25, delay=%2$s,"
                        + " delays=%2$s/0/0.1/0, dsn=4.7.4, status=deferred (" + reason + ")";
        MailLog log = log(
                "postfix/smtp[4]: Trusted TLS connection established to b.example.net[192.0.2.2]:25: TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits)",
                line.formatted("a", "0.1"),
                line.formatted("b", "0.1"),
                line.formatted("a", "301"),
                line.formatted("b", "301"));

        assertThat(numbers(only(log, "192.0.2.1"))).containsExactly(0L, failed, plaintext, 0L);
    }

    /// Postfix at level may: the handshake fails, the same process delivers over a new connection.
    @Test
    void tellsOurOwnFallBackToClearText() {
        MailLog log = log(
                "postfix/smtp[3]: SSL_connect error to mx.example.org[192.0.2.1]:25: -1",
                "postfix/smtp[3]: warning: TLS library problem: error:0A000152:SSL routines::unsafe legacy renegotiation disabled:x.c:894:",
                "postfix/smtp[3]: 7A01C8140B: Cannot start TLS: handshake failure",
                "postfix/smtp[3]: 7A01C8140B: to=<a@example.org>, relay=mx.example.org[192.0.2.1]:25, delay=1, delays=0/0/1/0, dsn=2.0.0, status=sent (250 Ok)",
                "postfix/smtp[4]: Trusted TLS connection established to b.example.net[192.0.2.2]:25: TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits)");

        assertThat(numbers(only(log, "192.0.2.1"))).containsExactly(0L, 1L, 1L, 1L);
        assertThat(only(log, "192.0.2.1").samples())
                .extracting(TlsSession::outcome)
                .contains(new SessionOutcome.Plaintext(true));
    }

    /// The tester that comes with Postfix prints what the client would log, without a date.
    @Test
    void readsThePastedOutputOfPosttlsFinger() {
        var reader = new LogReader("finger.txt", LocalDate.of(2026, 3, 1));
        reader.line("posttls-finger: Connected to mx.example.org[192.0.2.1]:25");
        reader.line("posttls-finger: < 220 mx.example.org ESMTP");
        reader.line(
                "posttls-finger: Untrusted TLS connection established to mx.example.org[192.0.2.1]:25: TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits)");

        assertThat(outcome(reader.finish(), "192.0.2.1"))
                .isEqualTo(
                        new SessionOutcome.Established(ProtocolVersion.TLSV1_3, "TLS_AES_256_GCM_SHA384", "Untrusted"));
    }

    @Test
    void tellsThatThePeerDoesNotOfferTheTlsWeDemand() {
        MailLog log = log(
                "postfix/smtp[3]: 7A01C8140B: to=<a@example.org>, relay=mx.example.org[192.0.2.1]:25, delay=1, delays=0/0/1/0, dsn=4.7.4, status=deferred (TLS is required, but was not offered by host mx.example.org[192.0.2.1])");

        assertThat(outcome(log, "192.0.2.1"))
                .isEqualTo(new SessionOutcome.Unavailable(
                        "TLS is required, but was not offered by host mx.example.org[192.0.2.1]"));
        assertThat(log.events()).extracting(LogEvent::id).containsExactly("dsn.notoffered");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Login: user=<a@example.com>, method=PLAIN, rip=192.0.2.1, lip=192.0.2.25, mpid=7, TLS, TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits), session=<x> | Established
            Login: user=<a@example.com>, method=PLAIN, rip=192.0.2.1, lip=192.0.2.25, mpid=7, TLS, session=<x>                                                           | Unlogged
            Login: user=<a@example.com>, method=PLAIN, rip=192.0.2.1, lip=192.0.2.25, mpid=7, session=<x>                                                                | Plaintext
            Disconnected (no auth attempts in 0 secs): user=<>, rip=192.0.2.1, lip=192.0.2.25, TLS handshaking: SSL_accept() failed: error:1417D102:SSL routines:tls_process_client_hello:unsupported protocol, session=<x> | Failed
            Disconnected: Connection closed: SSL_accept() failed: error:14209102:SSL routines:x:unsupported protocol (no auth attempts in 0 secs): user=<>, rip=192.0.2.1, lip=192.0.2.25, TLS handshaking | Failed
            Info: Disconnected (no auth attempts in 0 secs): user=<>, rip=::ffff:192.0.2.1, lip=192.0.2.25, TLS handshaking: Disconnected, session=<x> | Failed
            Error: Failed to initialize SSL server context: Can't load DH parameters: error:1408518A:SSL routines:ssl3_ctx_ctrl:dh key too small: user=<>, rip=192.0.2.1, lip=192.0.2.21, session=<j> | Unavailable
            """)
    void readsTheLoginsOfDovecot(String text, String outcome) {
        MailLog log = log("dovecot: imap-login: " + text);

        TlsSession session = only(log, "192.0.2.1").samples().getFirst();
        assertThat(session.service()).isEqualTo("imap-login");
        assertThat(session.outcome().getClass().getSimpleName()).isEqualTo(outcome);
        assertThat(log.strange()).isEmpty();
    }

    /// With `smtp_tls_connection_reuse` the handshake is in `tlsproxy`; the client tells of the mail alone. The errors
    /// of several processes are not mistaken for each other.
    @Test
    void findsTheReasonWithTheProcessThatDidTheHandshake() {
        MailLog log = log(
                "postfix/tlsproxy[5]: CONNECT to [192.0.2.1]:25",
                "postfix/tlsproxy[6]: CONNECT to [192.0.2.2]:25",
                "postfix/tlsproxy[5]: warning: TLS library problem: error:0A000438:SSL routines::tlsv1 alert internal error:../ssl/record/rec_layer_s3.c:1601:SSL alert number 80:",
                "postfix/tlsproxy[6]: warning: TLS library problem: error:0A000419:SSL routines::tlsv1 alert access denied:../ssl/record/rec_layer_s3.c:1601:SSL alert number 49:",
                "postfix/tlsproxy[5]: TLS handshake failed for service=smtp peer=[192.0.2.1]:25",
                "postfix/tlsproxy[6]: TLS handshake failed for service=smtp peer=[192.0.2.2]:25",
                "postfix/smtp[3]: 7A01C8140B: to=<a@example.org>, relay=mx.example.org[192.0.2.1]:25, delay=1, delays=0/0/1/0, dsn=4.7.5, status=deferred (Cannot start TLS: handshake failure)",
                "postfix/smtp[4]: 7A01C8140C: to=<a@example.net>, relay=mx.example.net[192.0.2.2]:25, delay=1, delays=0/0/1/0, dsn=4.7.5, status=deferred (Cannot start TLS: handshake failure)");

        assertThat(numbers(only(log, "192.0.2.1"))).containsExactly(0L, 1L, 0L, 0L);
        assertThat(outcome(log, "192.0.2.1").toString()).contains("tlsv1 alert internal error");
        assertThat(numbers(only(log, "192.0.2.2"))).containsExactly(0L, 1L, 0L, 0L);
        assertThat(outcome(log, "192.0.2.2").toString()).contains("tlsv1 alert access denied");
    }

    /// A connection that is kept is one connection, whichever client uses it.
    @Test
    void countsAConnectionThatTheProxyKeepsOnce() {
        MailLog log = log(
                "postfix/tlsproxy[5]: CONNECT to [192.0.2.1]:25",
                "postfix/smtp[3]: Trusted TLS connection established to mx.example.org[192.0.2.1]:25: TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits)",
                "postfix/smtp[3]: 7A01C8140B: to=<a@example.org>, relay=mx.example.org[192.0.2.1]:25, delay=1, delays=0/0/1/0, dsn=2.0.0, status=sent (250 2.0.0 Ok)",
                "postfix/smtp[4]: Trusted TLS connection reused to mx.example.org[192.0.2.1]:25: TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits)",
                "postfix/smtp[4]: 7A01C8140C: to=<b@example.org>, relay=mx.example.org[192.0.2.1]:25, conn_use=2, delay=1, delays=0/0/1/0, dsn=2.0.0, status=sent (250 2.0.0 Ok)",
                "postfix/tlsproxy[5]: DISCONNECT [192.0.2.1]:25");

        assertThat(numbers(only(log, "192.0.2.1"))).containsExactly(1L, 0L, 0L, 2L);
    }
}
