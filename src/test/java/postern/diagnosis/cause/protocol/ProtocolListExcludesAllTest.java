package postern.diagnosis.cause.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import postern.diagnosis.Certainty;
import postern.diagnosis.cause.Clue;

final class ProtocolListExcludesAllTest {
    private final ProtocolListExcludesAll cause = new ProtocolListExcludesAll();

    @Test
    void theListItselfIsProof() {
        assertThat(onlyTls13OnAnOldLibrary().examinedBy(cause))
                .singleElement()
                .satisfies(finding -> assertThat(finding.certainty()).isEqualTo(Certainty.PROVEN));
    }

    @Test
    void itsFixSilencesIt() {
        assertThat(onlyTls13OnAnOldLibrary().examinedAfterItsFix(cause)).isEmpty();
    }

    @Test
    void staysSilentWhenOneVersionIsLeft() {
        assertThat(Clue.on(Clue.DAY_2024)
                        .running("3.7.11", "3.0.15")
                        .with("main.cf", "smtpd_tls_security_level = may\nsmtpd_tls_protocols = TLSv1.3\n")
                        .examinedBy(cause))
                .isEmpty();
    }

    @Test
    void saysNothingWithoutConfiguration() {
        assertThat(Clue.on(Clue.DAY_2024).examinedBy(cause)).isEmpty();
    }

    private static Clue onlyTls13OnAnOldLibrary() {
        return Clue.on(Clue.DAY_2014)
                .running("2.9.6", "1.0.1e")
                .with(
                        "main.cf",
                        "smtpd_tls_security_level = may\nsmtpd_tls_protocols = !SSLv2, !SSLv3, !TLSv1, !TLSv1.1, !TLSv1.2\n");
    }
}
