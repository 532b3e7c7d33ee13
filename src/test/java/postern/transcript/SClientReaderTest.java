package postern.transcript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import postern.certificate.Certificate;
import postern.certificate.CertificateDetails;
import postern.probe.StartTls;
import postern.tls.CipherSuite;
import postern.tls.ProtocolVersion;

class SClientReaderTest {

    static String resource(String name) {
        try (InputStream stream = Objects.requireNonNull(SClientReaderTest.class.getResourceAsStream(name))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void readsTheRunOfTheFoundingServer() {
        TestRun run = SClientReader.read("s_client.txt", resource("root-sent-1.0.1.txt"));

        assertThat(run.command()).hasValue("openssl s_client -connect localhost:25 -starttls smtp");
        assertThat(run.connected()).isTrue();
        assertThat(run.startTls()).isEqualTo(StartTls.OFFERED);
        assertThat(run.version()).hasValue(ProtocolVersion.TLSV1_2);
        assertThat(run.suite()).isEqualTo(CipherSuite.named("ECDHE-RSA-AES256-GCM-SHA384"));
        assertThat(run.errors()).isEmpty();
        assertThat(run.complaints())
                .containsExactly(new VerifyComplaint(
                        19, 3, 4, "verify error:num=19:self signed certificate in certificate chain"));
        assertThat(run.chain().certificates())
                .extracting(Certificate::subject)
                .containsExactly(
                        "OU=Domain Control Validated, CN=mail.example.com",
                        "C=GB, ST=Greater Manchester, L=Salford, O=COMODO CA Limited, CN=COMODO RSA Domain Validation Secure Server CA",
                        "C=GB, ST=Greater Manchester, L=Salford, O=COMODO CA Limited, CN=COMODO RSA Certification Authority",
                        "C=SE, O=AddTrust AB, OU=AddTrust External TTP Network, CN=AddTrust External CA Root");
        assertThat(run.chain().certificates().getLast().isSelfIssued()).isTrue();
    }

    @Test
    void readsTheCertificatesThemselvesFromShowcerts() {
        TestRun run = SClientReader.read("s_client.txt", resource("showcerts-3.0.txt"));

        assertThat(run.startTls()).isEqualTo(StartTls.IMPLICIT);
        assertThat(run.version()).hasValue(ProtocolVersion.TLSV1_3);
        assertThat(run.suite()).isEqualTo(CipherSuite.named("TLS_AES_256_GCM_SHA384"));
        assertThat(run.complaints())
                .extracting(VerifyComplaint::code, VerifyComplaint::depth)
                .containsExactly(tuple(19, 2));
        assertThat(run.chain().certificates())
                .extracting(
                        Certificate::subject,
                        Certificate::issuer,
                        certificate -> certificate.details().isPresent())
                .containsExactly(
                        tuple("CN=mail.example.com", "C=US, O=Example\\, Trust, CN=Example Issuing CA", true),
                        tuple(
                                "C=US, O=Example\\, Trust, CN=Example Issuing CA",
                                "C=US, O=Example\\, Trust, CN=Example Root",
                                true),
                        tuple(
                                "C=US, O=Example\\, Trust, CN=Example Root",
                                "C=US, O=Example\\, Trust, CN=Example Root",
                                true));
    }

    @Test
    void givesTheServersOwnCertificateToTheFirstOfTheChain() {
        TestRun run = SClientReader.read("s_client.txt", resource("tls12-3.0.txt"));

        assertThat(run.version()).hasValue(ProtocolVersion.TLSV1_2);
        assertThat(run.suite()).isEqualTo(CipherSuite.named("ECDHE-ECDSA-AES256-GCM-SHA384"));
        assertThat(run.chain().certificates())
                .extracting(certificate -> certificate.details().isPresent())
                .containsExactly(true, false, false);
        assertThat(run.chain().leaf().flatMap(Certificate::details).map(CertificateDetails::names))
                .hasValue(List.of("mail.example.com"));
    }

    /// A certificate and its printed name are the same in one writing.
    @Test
    void writesPrintedNamesAsCertificatesAreWritten() {
        String names = resource("showcerts-3.0.txt").replaceAll("(?s)-----BEGIN.*?END CERTIFICATE-----\n", "");

        assertThat(SClientReader.read("a", names).chain().certificates())
                .extracting(Certificate::subject)
                .isEqualTo(SClientReader.read("b", resource("showcerts-3.0.txt")).chain().certificates().stream()
                        .map(Certificate::subject)
                        .toList());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            /C=US/O=Example, Inc./CN=Example Root          | C=US, O=Example\\, Inc., CN=Example Root
            C = US, O = "Example, Inc.", CN = Example Root | C=US, O=Example\\, Inc., CN=Example Root
            C=US, O="Example, Inc.", CN=Example Root       | C=US, O=Example\\, Inc., CN=Example Root
            /CN=a/emailAddress=root@example.com            | CN=a, E=root@example.com
            CN = *.example.com                             | CN=*.example.com
            /O=a/b/CN=c                                    | O=a/b, CN=c
            /CN=a+OU=b                                     | CN=a+OU=b
            CN = a + OU = b                                | CN=a+OU=b
            not a name                                     | not a name
            """)
    void rewritesTheNamesOfEveryRelease(String printed, String expected) {
        assertThat(NameText.rewritten(printed)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            New, TLSv1/SSLv3, Cipher is AES128-SHA\\n    Protocol  : TLSv1   | TLSv1   | AES128-SHA
            New, TLSv1.0, Cipher is AES256-SHA                             | TLSv1   | AES256-SHA
            New, TLSv1.3, Cipher is TLS_AES_128_GCM_SHA256                 | TLSv1.3 | TLS_AES_128_GCM_SHA256
            New, (NONE), Cipher is (NONE)\\n    Protocol  : TLSv1.2         |         |
            Protocol  : TLSv1.2\\n    Cipher    : 0000                      |         |
            """)
    void tellsWhatWasAgreedAndWhetherAnythingWas(String lines, String version, String suite) {
        TestRun run = SClientReader.read("s_client.txt", "CONNECTED(00000003)\n" + lines.replace("\\n", "\n"));

        assertThat(run.connected()).isTrue();
        assertThat(run.version().map(Object::toString).orElse(null)).isEqualTo(version);
        assertThat(run.suite().map(Object::toString).orElse(null)).isEqualTo(suite);
    }

    @Test
    void keepsTheRunsOfOneTextApart() {
        String text = """
                $ openssl s_client -starttls smtp -connect mail.example.com:25
                 0 s:CN = mail.example.com
                Verify return code: 21 (unable to verify the first certificate)
                $ openssl x509 -in cert.pem -noout -subject
                subject=CN = something.else
                user@host:~$ openssl s_client -connect mail.example.com:993
                 0 s:CN = imap.example.com
                Verify return code: 0 (ok)
                """;

        assertThat(SClientReader.readAll("s_client.txt", text))
                .extracting(
                        TestRun::startTls,
                        run -> run.chain().leaf().map(Certificate::subject).orElse(""),
                        run -> run.complaints().stream()
                                .map(VerifyComplaint::code)
                                .toList())
                .containsExactly(
                        tuple(StartTls.OFFERED, "CN=mail.example.com", List.of(21)),
                        tuple(StartTls.IMPLICIT, "CN=imap.example.com", List.of()));
    }

    @Test
    void tellsThatNothingWasConnected() {
        TestRun run = SClientReader.read(
                "s_client.txt",
                "$ openssl s_client -connect mail.example.com:465\nconnect: Connection refused\nconnect:errno=111\n");

        assertThat(run.connected()).isFalse();
        assertThat(run.chain().certificates()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            CONNECTED(00000003)                                     | true
            ' 0 s:/CN=mail.example.com'                             | true
            Verify return code: 0 (ok)                              | true
            $ openssl s_client -connect mail.example.com:25         | true
            smtpd_tls_cert_file = /etc/ssl/cert.pem                 | false
            Dec 19 09:41:20 mail postfix/smtpd[1]: connect from a[] | false
            """)
    void recognisesItsOutput(String head, boolean expected) {
        assertThat(SClientReader.looksLike(head)).isEqualTo(expected);
    }

    @Test
    void twoRunsWithoutTheirCommandsAreTwo() {
        String run =
                "CONNECTED(00000003)\ndepth=0 CN = mail.example.com\nverify error:num=18:self signed certificate\n";
        assertThat(SClientReader.readAll("post.txt", run + "---\n" + run)).hasSize(2);
    }

    @Property(tries = 300)
    void readsAnythingWithoutComplaint(@ForAll("mutated") String text) {
        assertThatCode(() -> SClientReader.readAll("s_client.txt", text)).doesNotThrowAnyException();
    }

    @Provide
    Arbitrary<String> mutated() {
        List<String> real = List.of(resource("showcerts-3.0.txt"), resource("root-sent-1.0.1.txt"));
        return Arbitraries.longs().map(seed -> {
            var random = new Random(seed);
            var text = new StringBuilder(real.get(random.nextInt(real.size())));
            for (int i = random.nextInt(40); i >= 0; i--) {
                int at = random.nextInt(text.length());
                switch (random.nextInt(3)) {
                    case 0 -> text.deleteCharAt(at);
                    case 1 -> text.insert(at, (char) random.nextInt(0x3000));
                    default -> text.insert(at, text.substring(at, Math.min(text.length(), at + random.nextInt(300))));
                }
            }
            return text.toString();
        });
    }
}
