package postern.openssl;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever text comes in, the readers of this room answer, and soon.
class HostileTextTest {
    @Property(tries = 3000)
    void readersTakeAnyText(@ForAll String text) {
        assertThat(OpenSslError.findAll(text)).isNotNull();
        assertThat(VerifyCode.find(text)).isNotNull();
        assertThat(Alert.find(text)).isNotNull();
    }

    @Property(tries = 3000)
    void readersTakeBrokenErrors(@ForAll("broken") String text) {
        for (OpenSslError error : OpenSslError.findAll(text)) {
            assertThat(error.reason()).isNotNull();
            assertThat(error.alert()).isNotNull();
            assertThat(error.releases().from()).isLessThan(error.releases().before());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "error:",
                "error:1408A0C1:",
                "error:1408A0C1:SSL routines:",
                "SSL ",
                ":",
                "num=",
                "+A",
                "!",
                "@STRENGTH:",
                "ALL:"
            })
    void longTextTakesNoLongTime(String piece) {
        String text = piece.repeat(1_000_000 / piece.length());
        Assertions.assertTimeout(Duration.ofSeconds(5), () -> {
            OpenSslError.findAll(text);
            VerifyCode.find(text);
            Alert.find(text);
            OpenSslRelease.parse(text);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"A", "+A", "!", "@STRENGTH:", "ALL:", "-", "A+", "ALL:-ALL:"})
    void longCipherStringsTakeTimeInProportion(String piece) {
        String text = piece.repeat(100_000 / piece.length());
        Assertions.assertTimeout(
                Duration.ofSeconds(5), () -> OpenSslBuild.all().forEach(build -> CipherString.evaluate(text, build)));
    }

    @Provide
    static Arbitrary<String> broken() {
        return Arbitraries.of(
                        "error:",
                        "1408A0C1",
                        "0A0000C1",
                        "80000002",
                        "FFFFFFFFFFFFFFFF",
                        "0",
                        ":",
                        "::",
                        "SSL routines",
                        "lib(20)",
                        "reason(4294967296)",
                        "no shared cipher",
                        "unknown protocol",
                        "s3_srvr.c",
                        "../ssl/x.c",
                        "647",
                        " ",
                        "SSL alert number 48",
                        "SSL alert number 999",
                        "OPENSSL_internal",
                        "WRONG_VERSION_NUMBER",
                        "\u0130",
                        "\ud800")
                .list()
                .ofMaxSize(14)
                .map(pieces -> String.join("", pieces));
    }
}
