package postern.diagnosis.cause.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import postern.diagnosis.Certainty;
import postern.diagnosis.Finding;
import postern.diagnosis.cause.Clue;

final class ProtocolFloorTooHighTest {
    private static final String TLS12_ONLY = """
            smtpd_tls_security_level = may
            smtpd_tls_cert_file = /etc/ssl/mail.pem
            smtpd_tls_protocols = !SSLv2, !SSLv3, !TLSv1, !TLSv1.1
            """;
    private static final String UNKNOWN_PROTOCOL =
            "error:140760FC:SSL routines:SSL23_GET_CLIENT_HELLO:unknown protocol:s23_srvr.c:647:";
    private static final String UNSUPPORTED =
            "error:14209102:SSL routines:tls_early_post_process_client_hello:unsupported protocol:../ssl/statem/statem_srvr.c:1685:";

    private final ProtocolFloorTooHigh cause = new ProtocolFloorTooHigh();

    @Test
    void isProvenWhenAWrittenSettingPredictsWhatALargeSendersLogShows() {
        Finding finding = founding().examinedBy(cause).getFirst();
        assertThat(finding.certainty()).isEqualTo(Certainty.PROVEN);
        assertThat(finding.values()).containsEntry("peers", "Google").containsEntry("versions", "TLSv1.2");
        assertThat(finding.fix().getFirst().value()).contains("!SSLv2, !SSLv3");
    }

    @Test
    void writesTheFixAsTheReleaseDoes() {
        assertThat(founding()
                        .running("3.7.11", "3.0.15")
                        .examinedBy(cause)
                        .getFirst()
                        .fix()
                        .getFirst()
                        .value())
                .contains(">=TLSv1");
    }

    @Test
    void itsFixSilencesIt() {
        assertThat(founding().examinedAfterItsFix(cause)).isEmpty();
    }

    @Test
    void staysSilentAboutOneOutdatedPeerAtATimeWhenTheFloorIsUsual() {
        assertThat(Clue.on(Clue.DAY_2024)
                        .running("3.7.11", "3.0.15")
                        .with("main.cf", TLS12_ONLY)
                        .with("mail.log", Clue.failed("old.example.net", UNSUPPORTED))
                        .examinedBy(cause))
                .isEmpty();
    }

    @Test
    void staysSilentAboutScanners() {
        assertThat(Clue.on(Clue.DAY_2024)
                        .running("3.7.11", "3.0.15")
                        .with("main.cf", TLS12_ONLY)
                        .with(
                                "mail.log",
                                Clue.failed("scan-01.shodan.example", UNSUPPORTED)
                                        + Clue.failed("census7.example.org", UNSUPPORTED))
                        .examinedBy(cause))
                .isEmpty();
    }

    @Test
    void staysSilentWhenOldVersionsAreAccepted() {
        assertThat(Clue.on(Clue.DAY_2014)
                        .running("2.9.6", "1.0.1e")
                        .with("main.cf", "smtpd_tls_security_level = may\nsmtpd_tls_protocols = !SSLv2\n")
                        .with("mail.log", Clue.failed("mail-wi0-x230.google.com", UNKNOWN_PROTOCOL))
                        .examinedBy(cause))
                .isEmpty();
    }

    @Test
    void saysNothingWithoutEvidence() {
        assertThat(Clue.on(Clue.DAY_2014).examinedBy(cause)).isEmpty();
    }

    private static Clue founding() {
        return Clue.on(Clue.DAY_2014)
                .running("2.9.6", "1.0.1e")
                .with("main.cf", TLS12_ONLY)
                .with("mail.log", Clue.failed("mail-wi0-x230.google.com", UNKNOWN_PROTOCOL));
    }
}
