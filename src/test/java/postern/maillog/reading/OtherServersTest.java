package postern.maillog.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import postern.maillog.Direction;
import postern.maillog.MailLog;
import postern.maillog.Peer;
import postern.maillog.PeerTotals;

/// Exim and Sendmail, as far as the outcome of TLS and the peer go.
class OtherServersTest {

    private static MailLog log(String... lines) {
        var reader = new LogReader("mainlog", LocalDate.of(2026, 3, 2));
        for (String line : lines) {
            reader.line(line);
        }
        return reader.finish();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '~', textBlock = """
            TLS error on connection from mx.example.net [192.0.2.1] (SSL_accept): error:1417A0C1:SSL routines:tls_post_process_client_hello:no shared cipher ¦ INBOUND ¦ mx.example.net ¦ Failed
            TLS error on connection from (helo.example.net) [192.0.2.1]:4711 I=[192.0.2.25]:25 (gnutls_handshake): A TLS fatal alert has been received.     ¦ INBOUND ¦ ~~             ¦ Failed
            TLS error on connection to mx.example.net [192.0.2.1] (SSL_connect): error:0A000152:SSL routines::unsafe legacy renegotiation disabled          ¦ OUTBOUND ¦ mx.example.net ¦ Failed
            1tOabc-000123-AB <= a@example.net H=mx.example.net [192.0.2.1] P=esmtps X=TLS1.2:ECDHE-RSA-AES256-GCM-SHA384:256 CV=no S=2210                   ¦ INBOUND ¦ mx.example.net ¦ Established
            1tOabc-000123-AB <= a@example.net H=mx.example.net (helo) [192.0.2.1]:25 P=esmtp S=2210                                                          ¦ INBOUND ¦ mx.example.net ¦ Plaintext
            1tOabc-0000000123A-ABCD => a@example.net R=dnslookup T=remote_smtp H=mx.example.net [192.0.2.1] X=TLS1.3:TLS_AES_256_GCM_SHA384:256 CV=yes C="250 OK" ¦ OUTBOUND ¦ mx.example.net ¦ Established
            1tOabc-000123-AB == a@example.net R=dnslookup T=remote_smtp defer (-38) H=mx.example.net [192.0.2.1]: a TLS session is required, but the server did not offer TLS support ¦ OUTBOUND ¦ mx.example.net ¦ Unavailable
            1tOabc-000123-AB == a@example.net R=dnslookup T=remote_smtp defer (-37) H=mx.example.net [192.0.2.1]: failure while setting up TLS session       ¦ OUTBOUND ¦ mx.example.net ¦ Failed
            """)
    void readsTheMainLogOfExim(String text, Direction direction, String name, String outcome) {
        for (String date : new String[] {
            "2026-03-01 10:00:00 ",
            "2026-03-01 10:00:00 +0100 [4711] ",
            "Mar  1 10:00:00 mail exim[7]: 2026-03-01 10:00:00 "
        }) {
            MailLog log = log(date + text.strip());

            assertThat(log.peers())
                    .as(date)
                    .extracting(
                            PeerTotals::direction,
                            PeerTotals::peer,
                            totals -> totals.samples()
                                    .getFirst()
                                    .outcome()
                                    .getClass()
                                    .getSimpleName())
                    .containsExactly(tuple(direction, new Peer(name, "192.0.2.1"), outcome));
            assertThat(log.strange()).isEmpty();
        }
    }

    @Test
    void readsSendmail() {
        MailLog log = log(
                "Mar  1 10:00:00 mail sendmail[7]: STARTTLS=server, relay=mx.example.net [192.0.2.1], version=TLSv1.2, verify=NO, cipher=ECDHE-RSA-AES256-GCM-SHA384, bits=256/256",
                "Mar  1 10:00:01 mail sm-mta[8]: STARTTLS=server, error: accept failed=-1, reason=unsupported protocol, SSL_error=1, errno=0, retry=-1, relay=out.example.org [192.0.2.2]",
                "Mar  1 10:00:01 mail sm-mta[8]: STARTTLS=server: 8:error:14209102:SSL routines:tls_early_post_process_client_hello:unsupported protocol:../ssl/statem/statem_srvr.c:1661:",
                "Mar  1 10:00:02 mail sm-mta[9]: 62L1xyzAB012345: STARTTLS=client, relay=mx.example.com. [192.0.2.3], version=TLSv1.3, verify=OK, cipher=TLS_AES_256_GCM_SHA384, bits=256/256");

        assertThat(log.strange()).isEmpty();
        assertThat(log.peers())
                .extracting(PeerTotals::peer, PeerTotals::direction, PeerTotals::tls, PeerTotals::failed)
                .containsExactlyInAnyOrder(
                        tuple(new Peer("mx.example.net", "192.0.2.1"), Direction.INBOUND, 1L, 0L),
                        tuple(new Peer("out.example.org", "192.0.2.2"), Direction.INBOUND, 0L, 1L),
                        tuple(new Peer("mx.example.com", "192.0.2.3"), Direction.OUTBOUND, 1L, 0L));
    }
}
