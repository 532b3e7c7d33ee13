package postern.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import postern.tls.Answer;

/// Paths, private roots and names; the single faults are in [ChainFaultTest].
final class ChainCheckTest {
    private static final Authority OLD = Authority.named("Old Root");
    private static final Authority ROOT = Authority.named("New Root");
    private static final Authority ISSUER = Authority.named("Issuer");
    private static final Certificate OLD_ROOT = OLD.issues(OLD).expired().make();
    private static final Certificate NEW_ROOT = ROOT.issues(ROOT).make();
    private static final Certificate CROSS = OLD.issues(ROOT).expired().make();
    private static final Certificate INTERMEDIATE = ROOT.issues(ISSUER).make();
    private static final Certificate LEAF = leaf("mail.example.com");

    @Test
    void trustsAnotherPathWhereTheCrossSignedRootHasExpired() {
        // AddTrust External CA Root expired in May 2020, DST Root CA X3 in September 2021.
        ChainAssessment assessment =
                assess(List.of(LEAF, INTERMEDIATE, CROSS, OLD_ROOT), TrustAnchors.of(List.of(OLD_ROOT, NEW_ROOT)));
        assertThat(assessment.trust()).isEqualTo(ChainTrust.TRUSTED);
        assertThat(assessment.path()).last().isEqualTo("O=Example New Root, CN=New Root");
        assertThat(assessment.facts())
                .isEqualTo(Set.of(ChainFact.INTERMEDIATE_EXPIRED, ChainFact.ROOT_INCLUDED, ChainFact.ROOT_EXPIRED));
    }

    @Test
    void callsAChainExpiredWhereOnlyTheOldRootIsKnown() {
        ChainAssessment assessment = assess(List.of(LEAF, INTERMEDIATE, CROSS), TrustAnchors.of(List.of(OLD_ROOT)));
        assertThat(assessment.trust()).isEqualTo(ChainTrust.EXPIRED);
    }

    @Test
    void judgesDatesByTheTimeLookedAt() {
        CertificateChain chain = new CertificateChain(List.of(LEAF, INTERMEDIATE, CROSS));
        TrustAnchors anchors = TrustAnchors.of(List.of(OLD_ROOT));
        assertThat(ChainCheck.assess(chain, anchors, Authority.FROM.plusSeconds(1), Optional.empty())
                        .trust())
                .isEqualTo(ChainTrust.TRUSTED);
    }

    @Test
    void aPrivateRootThatWasSentIsUntrustedAndComplete() {
        ChainAssessment assessment = assess(List.of(LEAF, INTERMEDIATE, NEW_ROOT), TrustAnchors.none());
        assertThat(assessment.trust()).isEqualTo(ChainTrust.UNTRUSTED);
        assertThat(assessment.facts()).isEqualTo(Set.of(ChainFact.ROOT_INCLUDED));
        assertThat(assessment.missingIssuer()).isEmpty();
    }

    @Test
    void namesTheIssuerThatIsMissing() {
        ChainAssessment assessment = assess(List.of(LEAF), TrustAnchors.of(List.of(NEW_ROOT)));
        assertThat(assessment.facts()).isEqualTo(Set.of(ChainFact.INCOMPLETE));
        assertThat(assessment.missingIssuer()).contains("O=Example Issuer, CN=Issuer");
    }

    @Test
    void aSelfMadeCertificateIsItsOwnIssuer() {
        Authority self = new Authority("CN=mail.example.com", Authority.key("self", "EC", 256));
        Certificate own =
                self.issuesServer(self.name(), self.key(), "mail.example.com").make();
        ChainAssessment assessment = assess(List.of(own), TrustAnchors.none());
        assertThat(assessment.facts()).isEqualTo(Set.of(ChainFact.SELF_SIGNED_LEAF));
        assertThat(assessment.trust()).isEqualTo(ChainTrust.UNTRUSTED);
        assertThat(assess(List.of(own), TrustAnchors.of(List.of(own))).trust()).isEqualTo(ChainTrust.TRUSTED);
    }

    @Test
    void sameNameWithAnotherKeyIsNotTheIssuer() {
        Authority impostor = new Authority(ISSUER.name(), Authority.key("impostor", "EC", 256));
        Certificate other = ROOT.issues(impostor).make();
        ChainAssessment assessment = assess(List.of(LEAF, other), TrustAnchors.of(List.of(NEW_ROOT)));
        assertThat(assessment.trust()).isEqualTo(ChainTrust.UNTRUSTED);
        assertThat(assessment.facts()).contains(ChainFact.UNRELATED, ChainFact.INCOMPLETE);
    }

    @Test
    void onlyAnAuthorityMayIssue() {
        Certificate notAuthority = ROOT.issues(ISSUER)
                .extension(Extension.basicConstraints, new BasicConstraints(false))
                .make();
        Certificate notForSigning = ROOT.issues(ISSUER)
                .extension(Extension.keyUsage, new KeyUsage(KeyUsage.digitalSignature))
                .make();
        TrustAnchors anchors = TrustAnchors.of(List.of(NEW_ROOT));
        assertThat(assess(List.of(LEAF, notAuthority), anchors).trust()).isEqualTo(ChainTrust.UNTRUSTED);
        assertThat(assess(List.of(LEAF, notForSigning), anchors).trust()).isEqualTo(ChainTrust.UNTRUSTED);
    }

    @Test
    void anAuthorityMayLimitHowManyStandBelowIt() {
        Authority lower = Authority.named("Below");
        Certificate limited = ROOT.issues(ISSUER)
                .extension(Extension.basicConstraints, new BasicConstraints(0))
                .make();
        Certificate below = ISSUER.issues(lower).make();
        Certificate deep = lower.issuesServer("CN=mail.example.com", key(), "mail.example.com")
                .make();
        TrustAnchors anchors = TrustAnchors.of(List.of(NEW_ROOT));
        assertThat(assess(List.of(LEAF, limited), anchors).trust()).isEqualTo(ChainTrust.TRUSTED);
        assertThat(assess(List.of(deep, below, limited), anchors).trust()).isEqualTo(ChainTrust.UNTRUSTED);
    }

    @Test
    void tellsFromNamesAloneWhatNamesCanTell() {
        List<Certificate> named = List.of(
                nameOnly("CN=mail.example.com", "CN=Issuer"),
                nameOnly("CN=Issuer", "CN=Root"),
                nameOnly("CN=Root", "CN=Root"));
        assertThat(assess(named, TrustAnchors.none()))
                .isEqualTo(new ChainAssessment(
                        Set.of(ChainFact.ROOT_INCLUDED),
                        ChainTrust.UNKNOWN,
                        List.of(),
                        Answer.UNKNOWN,
                        Optional.empty()));
        assertThat(assess(List.of(named.getFirst()), TrustAnchors.none()).facts())
                .isEmpty();
        assertThat(assess(List.of(named.getLast()), TrustAnchors.none()).facts())
                .isEqualTo(Set.of(ChainFact.SELF_SIGNED_LEAF));
        assertThat(assess(List.of(named.get(0), named.get(2), named.get(1)), TrustAnchors.none())
                        .facts())
                .contains(ChainFact.WRONG_ORDER);
    }

    @Test
    void nothingSentIsNothingKnown() {
        assertThat(assess(List.of(), TrustAnchors.publicRoots()))
                .isEqualTo(
                        new ChainAssessment(Set.of(), ChainTrust.UNKNOWN, List.of(), Answer.UNKNOWN, Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            mail.example.com     | mail.example.com      | YES
            mail.example.com     | MAIL.Example.COM.     | YES
            mail.example.com     | example.com           | NO
            mail.example.com     | xmail.example.com     | NO
            *.example.com        | mail.example.com      | YES
            *.example.com        | example.com           | NO
            *.example.com        | a.mail.example.com    | NO
            m*.example.com       | mail.example.com      | NO
            *                    | mail                  | NO
            *.com                | example.com           | YES
            xn--bcher-kva.example| bücher.example        | YES
            192.0.2.25           | 192.0.2.25            | YES
            192.0.2.25           | 192.0.2.26            | NO
            2001:db8::25         | 2001:db8:0:0:0:0:0:25 | YES
            192.0.2.25           | mail.example.com      | NO
            mail.example.com     | 192.0.2.25            | NO
            """, delimiter = '|')
    void comparesNamesAsRfc9525Says(String carried, String wanted, Answer expected) {
        CertificateChain chain = new CertificateChain(List.of(leaf(carried)));
        assertThat(ChainCheck.assess(chain, TrustAnchors.none(), Authority.AT, Optional.of(wanted))
                        .nameMatches())
                .isEqualTo(expected);
    }

    @Test
    void theCommonNameIsNoSubstituteForAnAlternativeName() {
        Certificate bare = ISSUER.issuesServer("CN=mail.example.com", key()).make();
        assertThat(assess(List.of(bare), TrustAnchors.none()).nameMatches()).isEqualTo(Answer.NO);
    }

    @Test
    void javaBringsPublicRoots() {
        assertThat(TrustAnchors.publicRoots().size()).isGreaterThan(50);
    }

    private static ChainAssessment assess(List<Certificate> sent, TrustAnchors anchors) {
        Instant at = Authority.AT;
        return ChainCheck.assess(new CertificateChain(sent), anchors, at, Optional.of("mail.example.com"));
    }

    private static Certificate leaf(String name) {
        return ISSUER.issuesServer("CN=mail.example.com", key(), name).make();
    }

    private static java.security.KeyPair key() {
        return Authority.key("server", "EC", 256);
    }

    private static Certificate nameOnly(String subject, String issuer) {
        return new Certificate(subject, issuer, Optional.empty());
    }
}
