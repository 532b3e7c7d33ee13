package postern.maillog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import postern.tls.Answer;
import postern.tls.ProtocolVersion;

class SessionsTest {
    private static final String SHOWN =
            "postfix/smtpd[1]: setting up TLS connection from other.example.org[203.0.113.9]";

    private static MailLog log(String... lines) {
        var reader = new LogReader("mail.log", LocalDate.of(2026, 3, 1));
        int second = 0;
        for (String line : lines) {
            reader.line("Mar  1 10:%02d:%02d mail %s".formatted(second / 60, second % 60, line));
            second++;
        }
        return reader.finish();
    }

    private static PeerTotals only(MailLog log, String address) {
        return log.peers().stream()
                .filter(totals -> totals.peer().address().equals(address))
                .findFirst()
                .orElseThrow();
    }

    private static SessionOutcome outcome(MailLog log, String address) {
        return only(log, address).samples().getFirst().outcome();
    }

    private static List<Long> numbers(PeerTotals totals) {
        return List.of(totals.tls(), totals.failed(), totals.plaintext(), totals.delivered());
    }

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
}
