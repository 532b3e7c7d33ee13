package postern.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import postern.evidence.EvidenceReader;
import postern.evidence.Input;
import postern.postfix.PlatformGuess;

/// Which Postfix and which OpenSSL a diagnosis is for.
final class SoftwareGuessTest {
    private static final LocalDate DAY = LocalDate.of(2026, 12, 1);

    @Test
    void theReleasesThatTheCollectorTellsAreBelieved() {
        PlatformGuess guess = Facts.of(
                        EvidenceReader.read(List.of(Input.of("collected.txt", DAY, """
                        ----- postern: collector 1 -----

                        ----- postern: versions -----
                        postfix=3.5.25
                        openssl=OpenSSL 1.1.1w 11 Sep 2023 (Library: OpenSSL 1.1.1w 11 Sep 2023)

                        ----- postern: main.cf -----
                        smtpd_tls_security_level = may

                        ----- postern: end -----
                        """)), Optional.of(DAY)))
                .platform();
        assertThat(guess.platform().postfix()).hasToString("3.5.25");
        assertThat(guess.platform().openssl().release()).hasToString("1.1.1w");
        assertThat(guess.postfixBasis()).isEqualTo(PlatformGuess.Basis.WRITTEN);
        assertThat(guess.opensslBasis()).isEqualTo(PlatformGuess.Basis.WRITTEN);
    }
}
