package postern.diagnosis.cause.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import postern.diagnosis.Finding;
import postern.diagnosis.Wording;
import postern.diagnosis.cause.FirstFix;
import postern.evidence.Problem;

final class DeliveryFloorTest {
    private static final String LOG = """
            Jun  1 10:00:00 mail postfix/smtp[9]: SSL_connect error to mx.example.net[198.51.100.7]:25: -1
            Jun  1 10:00:00 mail postfix/smtp[9]: warning: TLS library problem: error:0A000102:SSL routines::unsupported protocol:ssl/statem/statem_lib.c:1957:
            Jun  1 10:00:00 mail postfix/smtp[9]: 4A1B2C3D4E: to=<a@example.net>, relay=mx.example.net[198.51.100.7]:25, delay=1, delays=0.1/0/0.5/0, dsn=4.7.5, status=deferred (Cannot start TLS: handshake failure)
            """;

    @ParameterizedTest
    @CsvSource({"'!SSLv2, !SSLv3, !TLSv1, !TLSv1.1', TLSv1.1", ">=TLSv1.2, TLSv1.1"})
    void anOutdatedReceiverIsToldByTheNewestVersionItCanHave(String list, String newest) {
        Finding peer = FirstFix.cause(
                Problem.OUTBOUND,
                Map.of(
                        "main.cf",
                        "mail_version = 3.7.11\nsmtp_tls_security_level = encrypt\nsmtp_tls_mandatory_protocols = "
                                + list + "\n",
                        "mail.log",
                        LOG));
        assertThat(peer.cause()).isEqualTo("peer-legacy-tls");
        Wording words = Wording.in(Locale.ENGLISH);
        assertThat(words.sentence(peer))
                .isEqualTo("The handshake with mx.example.net fails because nothing newer than " + newest
                        + " is offered there, while what is asked for here is usual today.");
        assertThat(words.fix(peer)).endsWith("allow the older version in deliveries to this destination only.");
    }
}
