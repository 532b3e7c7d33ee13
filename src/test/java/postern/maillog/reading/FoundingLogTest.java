package postern.maillog.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import postern.maillog.Direction;
import postern.maillog.LogEvent;
import postern.maillog.LogLine;
import postern.maillog.MailLog;
import postern.maillog.Peer;
import postern.maillog.PeerTotals;
import postern.maillog.SessionOutcome;
import postern.maillog.TlsSession;
import postern.tls.ProtocolVersion;

class FoundingLogTest {
    private static final Peer GOOGLE = new Peer("mail-wi0-x230.google.com", "2a00:1450:400c:c05::230");
    private static final Peer WEB_DE = new Peer("mout.web.de", "212.227.15.3");
    private static final Peer FACEBOOK = new Peer("outcampmail003.ash2.facebook.com", "66.220.155.162");
    private static final Peer FACEBOOK_NEXT = new Peer("outcampmail004.ash2.facebook.com", "66.220.155.163");

    private final MailLog log = read();

    private static MailLog read() {
        try (InputStream stream =
                Objects.requireNonNull(FoundingLogTest.class.getResourceAsStream("tls-1.2-only-2014.log"))) {
            return LogReader.read("mail.log", stream, LocalDate.of(2014, 12, 19));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private PeerTotals totals(Peer peer) {
        return log.peers().stream()
                .filter(totals -> totals.peer().equals(peer))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void readsEveryLineInTheYearOfTheComplaint() {
        assertThat(log.lines()).isEqualTo(39);
        assertThat(log.oldest()).hasValue(LocalDateTime.of(2014, 12, 19, 9, 41, 20));
        assertThat(log.newest()).hasValue(LocalDateTime.of(2014, 12, 19, 21, 52, 41));
        assertThat(log.strange()).isEmpty();
        assertThat(log.peers())
                .extracting(PeerTotals::peer)
                .containsExactlyInAnyOrder(GOOGLE, WEB_DE, FACEBOOK, FACEBOOK_NEXT);
    }

    @Test
    void tellsThatGoogleFailedAndDidNotFallBack() {
        PeerTotals google = totals(GOOGLE);

        assertThat(List.of(google.tls(), google.failed(), google.plaintext(), google.delivered()))
                .containsExactly(0L, 1L, 0L, 0L);
        TlsSession session = google.samples().getFirst();
        assertThat(session.direction()).isEqualTo(Direction.INBOUND);
        assertThat(session.service()).isEqualTo("smtpd");
        assertThat(session.at()).hasValue(LocalDateTime.of(2014, 12, 19, 9, 41, 20));
        assertThat(session.outcome()).isInstanceOfSatisfying(SessionOutcome.Failed.class, failed -> {
            assertThat(failed.reason()).isEqualTo("-1");
            assertThat(failed.error().orElseThrow().reason()).isEqualTo("unknown protocol");
        });
        assertThat(session.lines()).extracting(LogLine::number).containsExactly(4L, 5L, 9L, 10L, 11L, 12L);
    }

    @Test
    void tellsThatFacebookFailedAndDeliveredInClearTextFromANeighbour() {
        PeerTotals failed = totals(FACEBOOK);
        PeerTotals delivered = totals(FACEBOOK_NEXT);

        assertThat(List.of(failed.tls(), failed.failed(), failed.plaintext(), failed.delivered()))
                .containsExactly(0L, 1L, 0L, 0L);
        assertThat(List.of(delivered.tls(), delivered.failed(), delivered.plaintext(), delivered.delivered()))
                .containsExactly(0L, 0L, 1L, 1L);
        assertThat(delivered.samples().getFirst().outcome()).isEqualTo(new SessionOutcome.Plaintext(true));
    }

    @Test
    void tellsThatWebDeGotInWithTls12() {
        PeerTotals webDe = totals(WEB_DE);

        assertThat(List.of(webDe.tls(), webDe.failed(), webDe.plaintext(), webDe.delivered()))
                .containsExactly(1L, 0L, 0L, 1L);
        assertThat(webDe.samples().getFirst().outcome())
                .isEqualTo(new SessionOutcome.Established(
                        ProtocolVersion.TLSV1_2, "DHE-RSA-AES256-GCM-SHA384", "Anonymous"));
    }

    @Test
    void keepsTheCipherListOfTheServer() {
        assertThat(log.events())
                .extracting(LogEvent::id, LogEvent::program, LogEvent::count)
                .contains(org.assertj.core.groups.Tuple.tuple("srv.cipherlist", "smtpd", 3L));
    }
}
