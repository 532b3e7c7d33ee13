package postern.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;

/// The digests are those of https://letsencrypt.org/certificates/.
final class PublicIssuersTest {
    private static final String R10 = "2bbad93ab5c79279ec121507f272cbe0c6647a3aae52e22f388afab426b4adba";
    private static final String ROOT_X1 = "96bcec06264976f37460779acf28c5a7cfe8a3c0aae11a8ffcee05c0bddf08c6";
    private static final String ROOT_X1_KEY = "0b9fa5a59eed715c26c1020c711b4f6ec42d58b0015e14337a39dad301c5afc3";

    @Test
    void knowsAnIntermediateByItsKey() {
        assertThat(PublicIssuers.withDigest(1, R10)).contains("R10");
    }

    @Test
    void knowsARootByItsCertificateAndByItsKey() {
        assertThat(PublicIssuers.withDigest(0, ROOT_X1)).contains("ISRG Root X1");
        assertThat(PublicIssuers.withDigest(1, ROOT_X1_KEY)).contains("ISRG Root X1");
    }

    @Test
    void takesDigitsInCapitals() {
        assertThat(PublicIssuers.withDigest(1, R10.toUpperCase(Locale.ROOT))).contains("R10");
    }

    @Test
    void doesNotTakeTheDigestOfAKeyForThatOfACertificate() {
        assertThat(PublicIssuers.withDigest(0, R10)).isEmpty();
        assertThat(PublicIssuers.withDigest(0, ROOT_X1_KEY)).isEmpty();
        assertThat(PublicIssuers.withDigest(1, ROOT_X1)).isEmpty();
    }

    @Test
    void knowsNothingByAnotherSelectorOrAnotherDigest() {
        assertThat(PublicIssuers.withDigest(2, R10)).isEmpty();
        assertThat(PublicIssuers.withDigest(1, "00".repeat(32))).isEmpty();
        assertThat(PublicIssuers.withDigest(1, "")).isEmpty();
    }
}
