package postern.maillog.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import postern.maillog.Direction;
import postern.maillog.LogEvent;
import postern.maillog.MailLog;
import postern.maillog.SessionOutcome;
import postern.maillog.TlsSession;
import postern.tls.ProtocolVersion;

/// Logs that Postfix 3.7 and Dovecot 2.3 wrote while known clients came, each from an address of its own.
class RealLogsTest {

    private static MailLog read(String name) {
        try (InputStream stream = Objects.requireNonNull(RealLogsTest.class.getResourceAsStream(name))) {
            return LogReader.read(name, stream, LocalDate.of(2026, 11, 25));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// One word for each client: the version agreed, the reason to fail, or `plain`.
    private static List<String> outcomes(MailLog log, String network) {
        return log.peers().stream()
                .filter(totals -> totals.peer().address().startsWith(network))
                .sorted(Comparator.comparing(totals -> totals.peer().address()))
                .flatMap(totals -> totals.samples().stream())
                .map(TlsSession::outcome)
                .map(RealLogsTest::word)
                .toList();
    }

    private static String word(SessionOutcome outcome) {
        return switch (outcome) {
            case SessionOutcome.Established established -> established.version().toString();
            case SessionOutcome.Failed failed ->
                failed.error().map(error -> error.reason()).orElse(failed.reason());
            case SessionOutcome.Plaintext plaintext -> "plain";
            case SessionOutcome.Unavailable unavailable -> "unavailable";
            case SessionOutcome.Unlogged unlogged -> "unlogged";
        };
    }

    @Test
    void tellsWhatBecameOfEveryClientOfAServerWithTls12Alone() {
        MailLog log = read("tls12-only-3.7.log");

        assertThat(outcomes(log, "192.0.2."))
                .containsExactly(
                        "TLSv1.2",
                        "TLSv1.2",
                        "unsupported protocol",
                        "unsupported protocol",
                        "no shared cipher",
                        "no shared cipher",
                        "tlsv1 alert unknown ca",
                        "sslv3 alert certificate expired",
                        "TLSv1.2");
        assertThat(outcomes(log, "198.51.100."))
                .containsExactly("plain", "lost connection", "wrong version number", "plain", "TLSv1.2");
        assertThat(log.totals(Direction.INBOUND).orElseThrow().plaintext()).isEqualTo(3);
        assertThat(log.strange()).isEmpty();
        assertThat(log.totals(Direction.INBOUND).orElseThrow().delivered()).isEqualTo(3);
    }

    @Test
    void followsTheConnectionsOfPostscreenThroughTheProxy() {
        MailLog log = read("postscreen-3.7.log");

        assertThat(outcomes(log, "192.0.2."))
                .containsExactly(
                        "TLSv1.3",
                        "TLSv1.2",
                        "unsupported protocol",
                        "unsupported protocol",
                        "TLSv1.2",
                        "no shared cipher",
                        "tlsv1 alert unknown ca",
                        "sslv3 alert certificate expired",
                        "TLSv1.3");
        assertThat(log.strange()).isEmpty();
    }

    @Test
    void tellsThatAServerWithoutUsableKeyRefusedEveryStartTls() {
        MailLog log = read("key-mismatch-3.7.log");

        assertThat(outcomes(log, "192.0.2.")).hasSize(9).containsOnly("unavailable");
        assertThat(log.events())
                .extracting(LogEvent::id, event -> event.values().get("file"))
                .contains(tuple("key.get", "/etc/ssl/mail/other.key"));
        assertThat(log.strange()).isEmpty();
    }

    @Test
    void readsTheFileThatDovecotWritesItself() {
        MailLog log = read("dovecot-own-2.3.log");

        assertThat(log.totals(Direction.INBOUND).orElseThrow().idle()).isEqualTo(17);
        assertThat(log.events()).extracting(LogEvent::id).containsExactly("dovecot.start");
        assertThat(log.strange()).isEmpty();
    }

    @Test
    void countsVersionsOfTheWholeLog() {
        assertThat(read("tls12-only-3.7.log")
                        .totals(Direction.INBOUND)
                        .orElseThrow()
                        .versions())
                .isEqualTo(Map.of(ProtocolVersion.TLSV1_2, 4L));
    }
}
