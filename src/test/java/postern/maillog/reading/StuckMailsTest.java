package postern.maillog.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static postern.maillog.reading.LoggedLines.log;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import postern.maillog.MailLog;
import postern.maillog.StuckMail;

/// Mails that TLS kept from going out are named as long as they wait.
final class StuckMailsTest {
    private static final String LINE =
            "postfix/smtp[3]: %s: to=<%s>, relay=%s, delay=1, delays=0/0/1/0, dsn=4.7.5, status=%s (%s)";
    private static final String RELAY = "mx.example.org[192.0.2.1]:25";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Cannot start TLS: handshake failure",
                "TLS is required, but was not offered by host mx.example.org[192.0.2.1]",
                "Server certificate not verified",
                "Server certificate not trusted",
                "delivery temporarily suspended: Server certificate not trusted",
                "TLSA lookup error for mx.example.org:25",
                "TLS is required, but our TLS engine is unavailable"
            })
    void aMailThatTlsHoldsBackWaits(String reason) {
        MailLog log = log(LINE.formatted("7A01C8140B", "a@example.org", RELAY, "deferred", reason));

        assertThat(log.stuck()).containsExactly(new StuckMail("7A01C8140B", false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "host mx.example.org[192.0.2.1] said: 450 4.2.0 Greylisted (in reply to RCPT TO command)",
                "connect to mx.example.org[192.0.2.1]:25: Connection timed out"
            })
    void whatSomethingElseHoldsBackIsNotCounted(String reason) {
        assertThat(log(LINE.formatted("7A01C8140B", "a@example.org", RELAY, "deferred", reason))
                        .stuck())
                .isEmpty();
    }

    @Test
    void aMailThatIsSentLaterNoLongerWaits() {
        MailLog log = log(
                LINE.formatted("7A01C8140B", "a@example.org", RELAY, "deferred", "Server certificate not verified"),
                LINE.formatted("7A01C8140C", "b@example.org", RELAY, "deferred", "Server certificate not verified"),
                LINE.formatted("7A01C8140B", "a@example.org", RELAY, "sent", "250 2.0.0 Ok"));

        assertThat(log.stuck()).containsExactly(new StuckMail("7A01C8140C", false));
    }

    @Test
    void aMailWaitsAsLongAsOneOfItsRecipientsDoes() {
        MailLog log = log(
                LINE.formatted("7A01C8140B", "a@example.org", RELAY, "bounced", "Server certificate not verified"),
                LINE.formatted("7A01C8140B", "b@example.net", RELAY, "deferred", "Server certificate not verified"),
                LINE.formatted("7A01C8140C", "a@example.org", RELAY, "bounced", "Server certificate not verified"));

        assertThat(log.stuck()).containsExactly(new StuckMail("7A01C8140B", false), new StuckMail("7A01C8140C", true));
    }

    @Test
    void theHandshakeThatFailedIsToBlameWhateverTheReasonSays() {
        MailLog log = log(
                "postfix/smtp[3]: SSL_connect error to mx.example.org[192.0.2.1]:25: lost connection",
                LINE.formatted(
                        "7A01C8140B",
                        "a@example.org",
                        RELAY,
                        "deferred",
                        "lost connection with mx.example.org[192.0.2.1] while performing the EHLO handshake"));

        assertThat(log.stuck()).containsExactly(new StuckMail("7A01C8140B", false));
    }

    @Test
    void noMoreThanFiveThousandAreRemembered() {
        MailLog log = log(IntStream.range(0, 6000)
                .mapToObj(number -> LINE.formatted(
                        "7A01C8%04X".formatted(number),
                        "a@example.org",
                        RELAY,
                        "deferred",
                        "Server certificate not verified"))
                .toArray(String[]::new));

        assertThat(log.stuck()).hasSize(5000).first().isEqualTo(new StuckMail("7A01C80000", false));
    }
}
