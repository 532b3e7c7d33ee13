package postern.tls;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CipherSuiteTest {
    /// OpenSSL up to 1.0.2 gives three SSLv2 kinds the names of later suites.
    @ParameterizedTest
    @CsvSource({"RC4-MD5, 4", "EXP-RC4-MD5, 3", "EXP-RC2-CBC-MD5, 6"})
    void aNameThatSslv2SharesMeansTheLaterSuite(String name, int code) {
        assertThat(CipherSuite.named(name)).hasValueSatisfying(suite -> {
            assertThat(suite.code()).isEqualTo(code);
            assertThat(suite.since()).isNotEqualTo(ProtocolVersion.SSLV2);
        });
    }
}
