package postern.openssl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import postern.tls.Answer;
import postern.tls.CipherSuite;
import postern.tls.KeyType;
import postern.tls.ProtocolVersion;
import postern.tls.SignatureScheme;

class SecurityLevelTest {
    private static SecurityLevel level(int level, String release) {
        return SecurityLevel.of(level, OpenSslRelease.of(release));
    }

    @ParameterizedTest
    @CsvSource({
        "1.0.2u, 3, SSLv2",
        "1.1.1w, 0, SSLv2",
        "1.1.1w, 1, SSLv2",
        "1.1.1w, 2, TLSv1",
        "1.1.0l, 3, TLSv1.1",
        "1.1.1w, 4, TLSv1.2",
        "1.1.1w, 5, TLSv1.2",
        "3.0.15, 0, SSLv2",
        "3.0.15, 1, TLSv1.2",
        "3.0.15, 2, TLSv1.2",
        "3.1.0, 1, TLSv1.2",
        "3.5.3, 0, SSLv2",
        "3.5.3, 2, TLSv1.2"
    })
    void allowsVersionsFromALowestOneUp(String release, int level, String lowest) {
        SecurityLevel rules = level(level, release);
        assertThat(Arrays.stream(ProtocolVersion.values()).filter(rules::allows))
                .containsExactlyElementsOf(
                        EnumSet.range(ProtocolVersion.named(lowest).orElseThrow(), ProtocolVersion.TLSV1_3));
    }

    @ParameterizedTest
    @CsvSource({
        "3.0.15, 1, TLSv1, no suitable signature algorithm",
        "3.0.15, 3, TLSv1, unsupported protocol",
        "3.2.3, 1, TLSv1.1, unsupported protocol",
        "1.1.1w, 2, SSLv3, unsupported protocol"
    })
    void saysWhatTheServerLogsForAVersionItRefuses(String release, int level, String version, String text) {
        assertThat(level(level, release).refusal(ProtocolVersion.named(version).orElseThrow()))
                .contains(text);
    }

    @ParameterizedTest
    @CsvSource({
        "0.9.8zh, 0, 0",
        "1.0.1e, 0, 0",
        "1.0.1n, 0, 768",
        "1.0.1r, 0, 1024",
        "1.0.2a, 0, 0",
        "1.0.2b, 0, 768",
        "1.0.2f, 0, 1024",
        "1.1.1w, 0, 1024",
        "1.1.1w, 1, 1024",
        "3.0.15, 2, 2048",
        "3.0.15, 3, 3072"
    })
    void asksForAPrimeOfThatLength(String release, int level, int bits) {
        assertThat(level(level, release).minimumDhBits()).isEqualTo(bits);
    }

    @ParameterizedTest
    @CsvSource({
        "0, RSA, 512, true",
        "1, RSA, 1023, false",
        "1, RSA, 1024, true",
        "2, RSA, 1024, false",
        "2, RSA, 2048, true",
        "2, EC, 192, false",
        "2, EC, 256, true",
        "3, EC, 256, true",
        "4, EC, 256, false",
        "4, EC, 384, true",
        "4, ED25519, 256, false",
        "3, ED25519, 256, true"
    })
    void allowsKeysOfThatLength(int level, KeyType type, int bits, boolean allowed) {
        assertThat(level(level, "3.0.15").allowsKey(type, bits)).isEqualTo(allowed);
    }

    @ParameterizedTest
    @CsvSource({
        "1.1.1w, 1, RSA_PKCS1_SHA1, true",
        "1.1.1w, 1, RSA_PKCS1_MD5, false",
        "1.1.1w, 2, RSA_PKCS1_SHA1, false",
        "3.0.15, 1, RSA_PKCS1_SHA1, false",
        "3.0.15, 0, RSA_PKCS1_MD5, true",
        "3.0.15, 2, RSA_PKCS1_SHA224, true",
        "3.0.15, 3, ECDSA_SHA224, false",
        "3.0.15, 3, ECDSA_SECP256R1_SHA256, true",
        "3.0.15, 4, RSA_PSS_RSAE_SHA256, false",
        "3.0.15, 5, RSA_PSS_RSAE_SHA512, true"
    })
    void allowsSignaturesOfThatStrength(String release, int level, SignatureScheme scheme, boolean allowed) {
        assertThat(level(level, release).allows(scheme)).isEqualTo(allowed);
    }

    @ParameterizedTest
    @CsvSource({
        "3.0.15, 1, TLSv1, ECDHE-RSA-AES128-SHA, 80",
        "3.0.15, 2, TLSv1.1, DHE-RSA-AES128-SHA, 80",
        "3.0.15, 1, TLSv1, AES128-SHA, -",
        "3.0.15, 1, TLSv1, ADH-AES128-SHA, -",
        "3.0.15, 1, TLSv1.2, ECDHE-RSA-AES128-SHA, -",
        "3.0.15, 0, TLSv1, ECDHE-RSA-AES128-SHA, -",
        "3.1.0, 1, TLSv1, ECDHE-RSA-AES128-SHA, -",
        "1.1.1w, 1, TLSv1, ECDHE-RSA-AES128-SHA, -"
    })
    void breaksOffAsAClientWhereAnOldVersionNeedsASignature(
            String release, int level, String version, String suite, String alert) {
        OptionalInt sent = level(level, release)
                .clientAlert(
                        ProtocolVersion.named(version).orElseThrow(),
                        CipherSuite.named(suite).orElseThrow());
        assertThat(sent).isEqualTo(alert.equals("-") ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(alert)));
    }

    @ParameterizedTest
    @CsvSource({
        "1.1.0l, 0, RSA_PSS_RSAE_SHA256, NO",
        "1.1.1w, 0, RSA_PSS_RSAE_SHA256, YES",
        "3.0.15, 0, RSA_PKCS1_SHA1, YES",
        "3.0.15, 1, RSA_PKCS1_SHA1, NO",
        "3.5.0, 0, ML_DSA_65, YES",
        "1.0.2u, 0, RSA_PKCS1_SHA256, UNKNOWN"
    })
    void takesTheSignaturesOfTheReleaseAndLevel(String release, int level, SignatureScheme scheme, Answer taken) {
        assertThat(level(level, release).signatureSchemes().has(scheme)).isEqualTo(taken);
    }

    @Test
    void isZeroForReleasesWithoutLevels() {
        assertThat(level(2, "1.0.2u")).isEqualTo(level(0, "1.0.2u"));
    }

    @Test
    void refusesALevelThatDoesNotExist() {
        assertThatThrownBy(() -> level(6, "3.0.15"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the security level must be 0 to 5, not 6");
    }
}
