package postern.diagnosis.cause.cipher;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import postern.diagnosis.cause.Clue;

final class CertificateTypeExcludedTest {
    private static final String NO_SHARED_CIPHER =
            "error:0A0000C1:SSL routines::no shared cipher:../ssl/statem/statem_srvr.c:2220:";
    private static final String ECDSA_EXCLUDED = """
            smtpd_tls_security_level = may
            smtpd_tls_eccert_file = /etc/ssl/ec.pem
            smtpd_tls_exclude_ciphers = aNULL, ECDSA
            """;

    private final CertificateTypeExcluded cause = new CertificateTypeExcluded();

    @Test
    void saysThatTheOnlyCertificatesSuitesAreExcluded() {
        assertThat(clue(ECDSA_EXCLUDED).examinedBy(cause))
                .singleElement()
                .satisfies(finding -> assertThat(finding.values()).containsEntry("keyType", "ECDSA"));
    }

    @Test
    void itsFixSilencesIt() {
        assertThat(clue(ECDSA_EXCLUDED).examinedAfterItsFix(cause)).isEmpty();
    }

    @Test
    void staysSilentWhenTheKindOfKeyIsNotKnown() {
        assertThat(clue(ECDSA_EXCLUDED.replace("eccert", "cert")).examinedBy(cause))
                .isEmpty();
    }

    @Test
    void saysNothingWithoutConfiguration() {
        assertThat(Clue.on(Clue.DAY_2024).examinedBy(cause)).isEmpty();
    }

    private static Clue clue(String mainCf) {
        return Clue.on(Clue.DAY_2024)
                .running("3.7.11", "3.0.15")
                .with("main.cf", mainCf)
                .with("mail.log", Clue.failed("mx.example.net", NO_SHARED_CIPHER));
    }
}
