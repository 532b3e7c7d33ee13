package postern.diagnosis.cause.cipher;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import postern.diagnosis.cause.Clue;

final class CipherListTooStrictTest {
    private static final String NO_SHARED_CIPHER =
            "error:1408A0C1:SSL routines:SSL3_GET_CLIENT_HELLO:no shared cipher:s3_srvr.c:1387:";

    private final CipherListTooStrict cause = new CipherListTooStrict();

    @Test
    void blamesTheSettingWhoseAbsenceGivesTheMostSuitesBack() {
        assertThat(strict().examinedBy(cause))
                .singleElement()
                .satisfies(finding ->
                        assertThat(finding.values()).containsEntry("parameter", "smtpd_tls_exclude_ciphers"));
    }

    @Test
    void itsFixSilencesIt() {
        assertThat(strict().examinedAfterItsFix(cause)).isEmpty();
    }

    @Test
    void staysSilentWhenOnlyWeakSuitesAreExcluded() {
        assertThat(Clue.on(Clue.DAY_2014)
                        .running("2.9.6", "1.0.1e")
                        .with(
                                "main.cf",
                                "smtpd_tls_security_level = may\nsmtpd_tls_exclude_ciphers = aNULL, RC4, DES, 3DES\n")
                        .with("mail.log", Clue.failed("mx.example.net", NO_SHARED_CIPHER))
                        .examinedBy(cause))
                .isEmpty();
    }

    @Test
    void staysSilentWhenNobodyFails() {
        assertThat(Clue.on(Clue.DAY_2014)
                        .running("2.9.6", "1.0.1e")
                        .with("main.cf", "smtpd_tls_security_level = may\nsmtpd_tls_exclude_ciphers = AES\n")
                        .examinedBy(cause))
                .isEmpty();
    }

    @Test
    void saysNothingWithoutConfiguration() {
        assertThat(Clue.on(Clue.DAY_2014)
                        .with("mail.log", Clue.failed("mx.example.net", NO_SHARED_CIPHER))
                        .examinedBy(cause))
                .isEmpty();
    }

    private static Clue strict() {
        return Clue.on(Clue.DAY_2014)
                .running("2.9.6", "1.0.1e")
                .with(
                        "main.cf",
                        "smtpd_tls_security_level = may\nsmtpd_tls_exclude_ciphers = aNULL, AES, CAMELLIA, RC4, 3DES\n")
                .with("mail.log", Clue.failed("mx.example.net", NO_SHARED_CIPHER));
    }
}
