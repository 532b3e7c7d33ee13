package postern.openssl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerifyCodeTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            18 | 1.0.1e | DEPTH_ZERO_SELF_SIGNED_CERT  | self signed certificate
            18 | 3.0.15 | DEPTH_ZERO_SELF_SIGNED_CERT  | self-signed certificate
            19 | 0.9.8o | SELF_SIGNED_CERT_IN_CHAIN    | self signed certificate in certificate chain
            20 | 1.1.1w | UNABLE_TO_GET_ISSUER_CERT_LOCALLY | unable to get local issuer certificate
            21 | 3.6.0  | UNABLE_TO_VERIFY_LEAF_SIGNATURE   | unable to verify the first certificate
            24 | 1.1.1w | INVALID_CA                   | invalid CA certificate
            24 | 3.0.0  | NO_ISSUER_PUBLIC_KEY         | issuer certificate doesn't have a public key
            65 | 1.0.2k | INVALID_CALL                 | Invalid certificate verification context
            65 | 1.1.0  | DANE_NO_MATCH                | No matching DANE TLSA records
            66 | 1.1.1  | EE_KEY_TOO_SMALL             | EE certificate key too weak
            """)
    void wordsANumberAsTheReleaseDoes(int number, String release, String symbol, String text) {
        VerifyCode code = VerifyCode.numbered(number).orElseThrow();
        assertThat(code.symbol(OpenSslRelease.of(release))).contains(symbol);
        assertThat(code.text(OpenSslRelease.of(release))).contains(text);
    }

    @ParameterizedTest
    @CsvSource({
        "18, 3.0.15, unknown_ca",
        "20, 0.9.8o, unknown_ca",
        "10, 1.0.2k, certificate_expired",
        "9, 3.5.3, bad_certificate",
        "62, 1.1.1w, bad_certificate",
        "65, 1.1.0, bad_certificate",
        "65, 1.0.2k, certificate_unknown",
        "24, 1.1.1w, unknown_ca",
        "24, 3.0.0, certificate_unknown",
        "23, 3.0.0, certificate_revoked",
        "34, 3.0.0, certificate_unknown",
    })
    void tellsThePeerByTheAlertOfTheRelease(int number, String release, String alert) {
        int sent = VerifyCode.numbered(number).orElseThrow().alert(OpenSslRelease.of(release));
        assertThat(new Alert(sent, Alert.Direction.SENT).name()).isEqualTo(alert);
    }

    @Test
    void knowsNoWordsForANumberTheReleaseDoesNotHave() {
        assertThat(VerifyCode.numbered(65).orElseThrow().text(OpenSslRelease.of("1.0.1e")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            verify error:num=20:unable to get local issuer certificate                       | 20
            certificate verification failed for mx.example.com[192.0.2.1]:25: num=62:Hostname mismatch | 62
            Verify return code: 21 (unable to verify the first certificate)                  | 21
                Verify return code: 0 (ok)                                                   | 0
            Verification error: self-signed certificate                                      | 18
            """)
    void findsTheCodeInALine(String line, int number) {
        assertThat(VerifyCode.find(line).map(VerifyCode::number)).contains(number);
    }

    @Test
    void findsNothingInOtherLines() {
        assertThat(List.of("", "num=x", "num=1234", "xnum=20:", "Verification: OK"))
                .allMatch(line -> VerifyCode.find(line).isEmpty());
    }

    @Test
    void findsEveryCodeByEveryWordingItEverHad() {
        assertThat(VerifyCode.all()).hasSize(96);
        assertThat(VerifyCode.all())
                .allSatisfy(code -> code.texts().values().stream()
                        .filter(text -> !text.isEmpty())
                        .forEach(text -> assertThat(VerifyCode.worded(text)).contains(code)));
    }

    @Test
    void holdsEachNumberOnce() {
        assertThat(VerifyCode.all()).extracting(VerifyCode::number).doesNotHaveDuplicates();
        assertThat(IntStream.rangeClosed(2, 34))
                .allMatch(number -> VerifyCode.numbered(number).isPresent());
    }
}
