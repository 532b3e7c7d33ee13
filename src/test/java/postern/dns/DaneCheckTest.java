package postern.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.cert.X509CertificateHolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import postern.certificate.Authority;
import postern.certificate.Certificate;
import postern.certificate.CertificateChain;

final class DaneCheckTest {
    private static final Authority ROOT = Authority.named("DANE Root");
    private static final Authority SUB = Authority.named("DANE Sub");
    private static final Certificate LEAF = server("mx.example.com");
    private static final Certificate INTERMEDIATE = ROOT.issues(SUB).make();
    private static final Certificate ROOT_CERTIFICATE = ROOT.issues(ROOT).make();
    private static final CertificateChain CHAIN = new CertificateChain(List.of(LEAF, INTERMEDIATE));
    private static final List<String> NAMES = List.of("mx.example.com", "example.com");

    private static Certificate server(String name) {
        return SUB.issuesServer("CN=" + name, Authority.key(name, "EC", 256), name)
                .make();
    }

    @ParameterizedTest
    @CsvSource({"0,0", "0,1", "0,2", "1,0", "1,1", "1,2"})
    void theServersOwnCertificateMatchesInEveryForm(int selector, int matchingType) throws Exception {
        TlsaRecord record = record(3, selector, matchingType, LEAF);
        assertThat(verdict(CHAIN, record)).isEqualTo(new DaneVerdict.Matches(record, List.of()));
    }

    @ParameterizedTest
    @CsvSource({"0,0", "0,1", "0,2", "1,0", "1,1", "1,2"})
    void anIssuerThatIsSentMatchesInEveryForm(int selector, int matchingType) throws Exception {
        TlsaRecord record = record(2, selector, matchingType, INTERMEDIATE);
        assertThat(verdict(CHAIN, record)).isEqualTo(new DaneVerdict.Matches(record, List.of()));
    }

    @Test
    void aRootThatIsNotSentIsNotInTheChain() throws Exception {
        TlsaRecord root = record(2, 0, 1, ROOT_CERTIFICATE);
        assertThat(verdict(CHAIN, root))
                .isEqualTo(new DaneVerdict.AnchorNotInChain(List.of(root), Optional.of(record(3, 1, 1, LEAF))));
        assertThat(verdict(new CertificateChain(List.of(LEAF, INTERMEDIATE, ROOT_CERTIFICATE)), root))
                .isEqualTo(new DaneVerdict.Matches(root, List.of()));
    }

    @Test
    void aWholeIssuerInTheRecordNeedNotBeSent() throws Exception {
        TlsaRecord root = record(2, 0, 0, ROOT_CERTIFICATE);
        assertThat(verdict(CHAIN, root)).isEqualTo(new DaneVerdict.Matches(root, List.of()));
    }

    /// As `openssl s_client -dane_tlsa_rrdata` judges: only what is whole in the record need not be sent.
    @ParameterizedTest
    @CsvSource({
        "0,0,root,matches", "0,1,root,absent", "0,2,root,absent", "1,0,root,matches", "1,1,root,absent",
        "1,2,root,absent", "0,0,sub,matches", "0,1,sub,matches", "1,0,sub,matches", "1,1,sub,matches",
        "0,0,other,no path", "1,0,other,absent", "0,1,other,absent"
    })
    void anIssuerIsFoundInTheChainOrWholeInTheRecord(int selector, int matchingType, String issuer, String expected)
            throws Exception {
        Authority other = Authority.named("DANE Other");
        TlsaRecord record = record(
                2,
                selector,
                matchingType,
                switch (issuer) {
                    case "root" -> ROOT_CERTIFICATE;
                    case "sub" -> INTERMEDIATE;
                    default -> other.issues(other).make();
                });
        assertThat(verdict(CHAIN, record))
                .isEqualTo(
                        switch (expected) {
                            case "matches" -> new DaneVerdict.Matches(record, List.of());
                            case "absent" ->
                                new DaneVerdict.AnchorNotInChain(List.of(record), Optional.of(record(3, 1, 1, LEAF)));
                            default ->
                                new DaneVerdict.AnchorDoesNotHold(record, DaneVerdict.AnchorDoesNotHold.Fault.NO_PATH);
                        });
    }

    @Test
    void aKeyInTheRecordThatSignedTheServersCertificateIsEnough() throws Exception {
        TlsaRecord sub = record(2, 1, 0, INTERMEDIATE);
        assertThat(verdict(new CertificateChain(List.of(LEAF)), sub))
                .isEqualTo(new DaneVerdict.Matches(sub, List.of()));
        assertThat(verdict(new CertificateChain(List.of(LEAF)), record(2, 1, 1, INTERMEDIATE)))
                .isInstanceOf(DaneVerdict.AnchorNotInChain.class);
        TlsaRecord damaged = new TlsaRecord(2, 1, 0, "3003020100");
        assertThat(verdict(CHAIN, damaged)).isInstanceOf(DaneVerdict.AnchorNotInChain.class);
    }

    @Test
    void theServersOwnCertificateIsNoIssuer() throws Exception {
        TlsaRecord leaf = record(2, 1, 1, LEAF);
        assertThat(verdict(CHAIN, leaf))
                .isEqualTo(new DaneVerdict.AnchorNotInChain(List.of(leaf), Optional.of(record(3, 1, 1, LEAF))));
        Authority self = new Authority("CN=mx.example.com", Authority.key("self", "EC", 256));
        Certificate own =
                self.issuesServer(self.name(), self.key(), "mx.example.com").make();
        for (TlsaRecord record : List.of(record(2, 0, 1, own), record(2, 0, 0, own))) {
            assertThat(verdict(new CertificateChain(List.of(own)), record))
                    .isEqualTo(new DaneVerdict.AnchorNotInChain(List.of(record), Optional.of(record(3, 1, 1, own))));
        }
    }

    @Test
    void aStrongerDigestOfAnotherKeyCountsMoreThanAWeakerOneOfThisKey() throws Exception {
        Certificate old = server("old.example.com");
        TlsaRecord weak = record(3, 1, 1, LEAF);
        TlsaRecord strong = record(3, 1, 2, old);
        assertThat(verdict(CHAIN, weak, strong)).isEqualTo(new DaneVerdict.Mismatch(List.of(strong), weak));
        TlsaRecord whole = record(3, 1, 0, LEAF);
        assertThat(verdict(CHAIN, whole, strong)).isEqualTo(new DaneVerdict.Matches(whole, List.of(strong)));
        TlsaRecord otherSelector = record(3, 0, 1, LEAF);
        assertThat(verdict(CHAIN, otherSelector, strong))
                .isEqualTo(new DaneVerdict.Matches(otherSelector, List.of(strong)));
    }

    @Test
    void underAnIssuerTheCommonNameWillDoWhereThereIsNoOther() throws Exception {
        TlsaRecord record = record(2, 0, 1, INTERMEDIATE);
        Certificate bare = SUB.issuesServer("CN=mx.example.com", Authority.key("bare", "EC", 256))
                .make();
        assertThat(verdict(new CertificateChain(List.of(bare, INTERMEDIATE)), record))
                .isEqualTo(new DaneVerdict.Matches(record, List.of()));
    }

    @Test
    void anotherKeyIsAMismatchAndTheRightRecordIsTold() throws Exception {
        TlsaRecord old = record(3, 1, 1, server("old.example.com"));
        assertThat(verdict(CHAIN, old)).isEqualTo(new DaneVerdict.Mismatch(List.of(old), record(3, 1, 1, LEAF)));
    }

    @Test
    void aRecordForTheNextKeyIsToldBesideTheMatch() throws Exception {
        TlsaRecord now = record(3, 1, 1, LEAF);
        TlsaRecord next = record(3, 1, 1, server("next.example.com"));
        assertThat(verdict(CHAIN, next, now)).isEqualTo(new DaneVerdict.Matches(now, List.of(next)));
    }

    @Test
    void recordsForThePublicWebAreNotForMail() throws Exception {
        TlsaRecord pkix = record(1, 1, 1, LEAF);
        assertThat(verdict(CHAIN, pkix)).isEqualTo(new DaneVerdict.Unusable(List.of(pkix)));
        assertThat(pkix.usability()).isEqualTo(TlsaRecord.Usability.PUBLIC_CA_USAGE);
    }

    @Test
    void aDigestOfTheWrongLengthIsUnusable() {
        TlsaRecord shorter = new TlsaRecord(3, 1, 1, "00ff");
        assertThat(verdict(CHAIN, shorter)).isEqualTo(new DaneVerdict.Unusable(List.of(shorter)));
    }

    @Test
    void underAnIssuerTheNameAndTheDatesCount() throws Exception {
        TlsaRecord record = record(2, 0, 1, INTERMEDIATE);
        Certificate other = server("other.example.org");
        assertThat(verdict(new CertificateChain(List.of(other, INTERMEDIATE)), record))
                .isEqualTo(new DaneVerdict.AnchorDoesNotHold(record, DaneVerdict.AnchorDoesNotHold.Fault.NAME));
        Certificate expired = SUB.issuesServer("CN=x", Authority.key("x", "EC", 256), "mx.example.com")
                .expired()
                .make();
        assertThat(verdict(new CertificateChain(List.of(expired, INTERMEDIATE)), record))
                .isEqualTo(new DaneVerdict.AnchorDoesNotHold(record, DaneVerdict.AnchorDoesNotHold.Fault.EXPIRED));
        TlsaRecord own = record(3, 1, 1, expired);
        assertThat(verdict(new CertificateChain(List.of(expired)), own))
                .as("usage 3 looks at neither")
                .isEqualTo(new DaneVerdict.Matches(own, List.of()));
    }

    @Test
    void withoutTheCertificatesNothingIsDecided() throws Exception {
        var named = new CertificateChain(List.of(new Certificate("CN=mx", "CN=ca", Optional.empty())));
        assertThat(verdict(named, record(3, 1, 1, LEAF))).isEqualTo(new DaneVerdict.Undecided());
        var half = new CertificateChain(List.of(LEAF, new Certificate("CN=ca", "CN=root", Optional.empty())));
        assertThat(verdict(half, record(2, 0, 1, ROOT_CERTIFICATE))).isEqualTo(new DaneVerdict.Undecided());
    }

    private static DaneVerdict verdict(CertificateChain chain, TlsaRecord... records) {
        return DaneCheck.of(List.of(records), chain, Authority.AT, NAMES);
    }

    private static TlsaRecord record(int usage, int selector, int matchingType, Certificate certificate)
            throws Exception {
        X509CertificateHolder source = certificate.details().orElseThrow().source();
        byte[] selected = selector == 0
                ? source.getEncoded()
                : source.getSubjectPublicKeyInfo().getEncoded();
        byte[] data = switch (matchingType) {
            case 0 -> selected;
            case 1 -> MessageDigest.getInstance("SHA-256").digest(selected);
            default -> MessageDigest.getInstance("SHA-512").digest(selected);
        };
        return new TlsaRecord(usage, selector, matchingType, HexFormat.of().formatHex(data));
    }
}
