package postern.openssl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import postern.tls.CipherSuite;
import postern.tls.ProtocolVersion;

class OpenSslBuildTest {
    @ParameterizedTest
    @CsvSource({
        "0.9.7, 0.9.8zh-dflt",
        "0.9.8e, 0.9.8zh-dflt",
        "1.0.0, 1.0.0t",
        "1.0.1, 1.0.1e-deb7",
        "1.0.1e, 1.0.1e-deb7",
        "1.0.1r, 1.0.1e-deb7",
        "1.0.1s, 1.0.1t-deb8",
        "1.0.2, 1.0.2u",
        "1.0.2f, 1.0.2u",
        "1.0.2k, 1.0.2u-dflt",
        "1.1.0f, 1.1.0l",
        "1.1.1, 1.1.1w",
        "1.1.1n, 1.1.1w",
        "3.0, 3.0.19-deb12",
        "3.1.4, 3.0.19-deb12",
        "3.2.2, 3.2.3",
        "3.3, 3.3.2",
        "3.4.1, 3.5.3",
        "3.5.4, 3.5.3",
        "3.6.0, 3.6.0-beta1",
        "4.0, 3.6.0-beta1"
    })
    void standsForAReleaseGivenByItsNumberAlone(String release, String build) {
        assertThat(OpenSslBuild.nearest(OpenSslRelease.of(release)).name()).isEqualTo(build);
    }

    @Test
    void findsEveryBuildByItsName() {
        assertThat(OpenSslBuild.all()).hasSize(19).allSatisfy(build -> {
            assertThat(OpenSslBuild.named(build.name())).contains(build);
            assertThat(OpenSslBuild.find(build.name())).contains(build);
        });
        assertThat(OpenSslBuild.find("OpenSSL 1.0.1f 6 Jan 2014").map(OpenSslBuild::name))
                .contains("1.0.1e-deb7");
        assertThat(OpenSslBuild.find("nonsense")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "0.9.8zh, 73, 0",
        "0.9.8zh-dflt, 61, 0",
        "1.0.1e-deb7, 111, 0",
        "1.0.2u-dflt, 121, 0",
        "1.1.0l, 144, 1",
        "1.1.1w, 163, 1",
        "3.0.19-deb12, 158, 2",
        "3.5.3, 158, 2"
    })
    void holdsTheSuitesAndTheLevelThatWereCompiledIn(String name, int suites, int level) {
        OpenSslBuild build = OpenSslBuild.named(name).orElseThrow();
        assertThat(build.suites().size() + build.tls13Suites().size()).isEqualTo(suites);
        assertThat(build.defaultSecurityLevel()).isEqualTo(level);
    }

    @Test
    void speaksTheVersionsThatWereCompiledIn() {
        assertThat(OpenSslBuild.named("1.0.1e-deb7").orElseThrow().versions())
                .isEqualTo(List.of(
                        ProtocolVersion.SSLV3,
                        ProtocolVersion.TLSV1,
                        ProtocolVersion.TLSV1_1,
                        ProtocolVersion.TLSV1_2));
        assertThat(OpenSslBuild.named("0.9.8zh").orElseThrow().versions())
                .isEqualTo(List.of(ProtocolVersion.SSLV2, ProtocolVersion.SSLV3, ProtocolVersion.TLSV1));
        assertThat(OpenSslBuild.named("3.0.19-deb12").orElseThrow().versions())
                .isEqualTo(List.of(
                        ProtocolVersion.TLSV1,
                        ProtocolVersion.TLSV1_1,
                        ProtocolVersion.TLSV1_2,
                        ProtocolVersion.TLSV1_3));
    }

    @Test
    void holdsNoSuiteOfAVersionItDoesNotSpeak() {
        assertThat(OpenSslBuild.all())
                .allSatisfy(build -> assertThat(build.suites())
                        .allMatch(suite -> build.versions().stream().anyMatch(suite::usableIn)));
    }

    @Test
    void namesASuiteAsTheReleaseDoes() {
        CipherSuite suite = CipherSuite.coded(0x0016).orElseThrow();
        assertThat(OpenSslBuild.named("1.0.1e").orElseThrow().nameOf(suite)).isEqualTo("EDH-RSA-DES-CBC3-SHA");
        assertThat(OpenSslBuild.named("1.1.0l-weak").orElseThrow().nameOf(suite))
                .isEqualTo("DHE-RSA-DES-CBC3-SHA");
    }
}
