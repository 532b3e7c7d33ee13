package postern.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Certificates made to do harm: each is read, or refused by the one declared error, and judged in time.
final class HostileCertificateTest {
    private static final Authority ROOT = Authority.named("Root");
    private static final KeyPair KEY = Authority.key("server", "EC", 256);

    @Property(tries = 1000)
    void refusesAnyBytesOrReadsThem(@ForAll @Size(max = 300) byte[] bytes) {
        judge(List.of(bytes));
    }

    @Property(tries = 400)
    void judgesADamagedChain(
            @ForAll @IntRange(max = 2000) int where, @ForAll byte value, @ForAll @IntRange(max = 2) int which)
            throws Exception {
        List<byte[]> chain =
                new ArrayList<>(Sample.CHAIN.stream().map(byte[]::clone).toList());
        byte[] one = chain.get(which % chain.size());
        one[where % one.length] = value;
        judge(chain);
    }

    @Property(tries = 500)
    void findsCertificatesInAnyTextOrSaysThereAreNone(@ForAll String before, @ForAll String inside) {
        String text = before + "-----BEGIN CERTIFICATE-----\n" + inside + "\n-----END CERTIFICATE-----";
        try {
            assertThat(CertificateParser.pem(text)).isNotEmpty();
        } catch (MalformedCertificateException e) {
            assertThat(e).hasMessageEndingWith(".");
        }
    }

    @Test
    void aMalformedExtensionAllowsNothing() {
        Authority issuer = Authority.named("Issuer");
        Certificate malformedUsage = ROOT.issues(issuer)
                .extension(Extension.keyUsage, DERNull.INSTANCE)
                .make();
        Certificate leaf = issuer.issuesServer("CN=mail.example.com", KEY, "mail.example.com")
                .extension(Extension.extendedKeyUsage, new DEROctetString(new byte[3]))
                .make();
        Certificate root = ROOT.issues(ROOT).make();
        ChainAssessment assessment = assess(List.of(leaf, malformedUsage), TrustAnchors.of(List.of(root)));
        assertThat(assessment.trust()).isEqualTo(ChainTrust.UNTRUSTED);
        assertThat(assessment.facts()).contains(ChainFact.WRONG_PURPOSE);
    }

    @Test
    void aPathLengthBeyondAllNumbersIsNoLimit() throws Exception {
        Authority issuer = Authority.named("Issuer");
        var unbounded = BasicConstraints.getInstance(
                new org.bouncycastle.asn1.DERSequence(new org.bouncycastle.asn1.ASN1Encodable[] {
                    org.bouncycastle.asn1.ASN1Boolean.TRUE,
                    new org.bouncycastle.asn1.ASN1Integer(BigInteger.ONE.shiftLeft(100))
                }));
        Certificate intermediate = ROOT.issues(issuer)
                .extension(Extension.basicConstraints, unbounded)
                .make();
        Certificate leaf = issuer.issuesServer("CN=mail.example.com", KEY, "mail.example.com")
                .make();
        TrustAnchors anchors = TrustAnchors.of(List.of(ROOT.issues(ROOT).make()));
        assertThat(assess(List.of(leaf, intermediate), anchors).trust()).isEqualTo(ChainTrust.TRUSTED);
    }

    @Test
    void endsInTimeWhenEverybodyHasIssuedEverybody() {
        // One name and one key, so that every certificate is a possible issuer of every other.
        Authority one = Authority.named("Everybody");
        List<Certificate> many = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            many.add(one.issues(one).make());
        }
        long start = System.nanoTime();
        ChainAssessment assessment = assess(many, TrustAnchors.none());
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        assertThat(assessment.trust()).isEqualTo(ChainTrust.UNTRUSTED);
    }

    @Test
    void showsWhatDoesNotPrintInANameAndCutsItShort() {
        Certificate odd =
                ROOT.issuesServer("CN=a\u202eb" + "x".repeat(5000), KEY).make();
        assertThat(odd.subject()).startsWith("CN=a\\x{202e}bx").hasSizeLessThan(1100);
    }

    @Test
    void refusesWhatIsTooLarge() {
        assertThatExceptionOfType(MalformedCertificateException.class)
                .isThrownBy(() -> CertificateParser.der(new byte[CertificateParser.MAX_BYTES + 1]));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-----BEGIN CERTIFICATE-----",
                "-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----",
                "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----",
                "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----"
            })
    void saysThatATextHoldsNoCertificate(String text) {
        assertThatExceptionOfType(MalformedCertificateException.class).isThrownBy(() -> CertificateParser.pem(text));
    }

    @Test
    void readsEveryCertificateOfABundleAndSkipsTheRest() throws Exception {
        String pem = "subject=CN = Root\n" + Sample.pem(0) + "\n-----BEGIN PRIVATE KEY-----\nAAAA\n"
                + "-----END PRIVATE KEY-----\n" + Sample.pem(1);
        assertThat(CertificateParser.pem(pem))
                .containsExactly(
                        CertificateParser.der(Sample.CHAIN.get(0)), CertificateParser.der(Sample.CHAIN.get(1)));
    }

    private static void judge(List<byte[]> encoded) {
        List<Certificate> read = new ArrayList<>();
        for (byte[] one : encoded) {
            try {
                read.add(CertificateParser.der(one));
            } catch (MalformedCertificateException e) {
                assertThat(e).hasMessage("The bytes are not a certificate.");
            }
        }
        assertThat(assess(read, Sample.ANCHORS)).isNotNull();
    }

    private static ChainAssessment assess(List<Certificate> sent, TrustAnchors anchors) {
        return ChainCheck.assess(new CertificateChain(sent), anchors, Authority.AT, Optional.of("mail.example.com"));
    }

    private static final class Sample {
        private static final FaultyChain WHOLE = FaultyChain.with(java.util.Set.of(Fault.ROOT_SENT));
        static final TrustAnchors ANCHORS = TrustAnchors.of(WHOLE.anchors());
        static final List<byte[]> CHAIN =
                WHOLE.sent().certificates().stream().map(one -> encoded(one)).toList();

        private Sample() {}

        static byte[] encoded(Certificate certificate) {
            try {
                return certificate.details().orElseThrow().source().getEncoded();
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }

        static String pem(int index) {
            byte[] base64 =
                    java.util.Base64.getMimeEncoder(64, new byte[] {'\n'}).encode(CHAIN.get(index));
            return "-----BEGIN CERTIFICATE-----\n" + new String(base64, StandardCharsets.US_ASCII)
                    + "\n-----END CERTIFICATE-----\n";
        }
    }
}
