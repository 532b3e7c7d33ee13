package postern.remedy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import postern.certificate.Authority;
import postern.certificate.Certificate;
import postern.certificate.CertificateParser;
import postern.certificate.ChainFact;
import postern.certificate.MalformedCertificateException;
import postern.diagnosis.Facts;
import postern.evidence.EvidenceReader;
import postern.evidence.Input;

final class RepairedChainsTest {
    private static final LocalDate DAY = LocalDate.of(2022, 6, 1);
    private static final Authority ROOT = Authority.named("Root");
    private static final Authority OTHER_ROOT = Authority.named("Other Root");
    private static final Authority UPPER = Authority.named("Upper");
    private static final Authority LOWER = Authority.named("Lower");

    private static final Certificate ROOT_CERTIFICATE = ROOT.issues(ROOT).make();
    private static final Certificate UPPER_CERTIFICATE = ROOT.issues(UPPER).make();
    private static final Certificate LOWER_CERTIFICATE = UPPER.issues(LOWER).make();
    private static final Certificate OWN = LOWER.issuesServer(
                    "CN=mail.example.com", Authority.key("server", "EC", 256), "mail.example.com")
            .make();
    private static final Certificate CROSS_SIGNED = OTHER_ROOT.issues(ROOT).make();
    private static final List<Certificate> IN_ORDER = List.of(OWN, LOWER_CERTIFICATE, UPPER_CERTIFICATE);

    @Test
    void ordersWhatWasSentInAnotherOrderAndLeavesTheRootOut() {
        RepairedChain chain = only(shown(OWN, UPPER_CERTIFICATE, LOWER_CERTIFICATE, ROOT_CERTIFICATE));

        assertThat(chain.certificates()).isEqualTo(IN_ORDER);
        assertThat(chain.mended()).containsExactly(ChainFact.WRONG_ORDER);
        assertThat(chain.missing()).isEmpty();
    }

    @Test
    void leavesOutWhatIsSentTwiceAndWhatNothingNeeds() {
        Certificate stranger = OTHER_ROOT.issues(Authority.named("Stranger")).make();
        RepairedChain chain =
                only(shown(OWN, LOWER_CERTIFICATE, LOWER_CERTIFICATE, stranger, UPPER_CERTIFICATE, ROOT_CERTIFICATE));

        assertThat(chain.certificates()).isEqualTo(IN_ORDER);
        assertThat(chain.mended()).containsExactly(ChainFact.UNRELATED, ChainFact.DUPLICATE);
    }

    @Test
    void fillsInWhatWasGivenElsewhere() {
        RepairedChain chain = only(
                shown(OWN),
                Input.of("ca-bundle.pem", DAY, pem(UPPER_CERTIFICATE, LOWER_CERTIFICATE, ROOT_CERTIFICATE)));

        assertThat(chain.certificates()).isEqualTo(IN_ORDER);
        assertThat(chain.mended()).containsExactly(ChainFact.INCOMPLETE);
    }

    @Test
    void saysWhatIsStillMissing() {
        RepairedChain chain = only(shown(OWN, ROOT_CERTIFICATE, LOWER_CERTIFICATE));

        assertThat(chain.certificates()).containsExactly(OWN, LOWER_CERTIFICATE);
        assertThat(chain.missing()).contains("O=Example Upper, CN=Upper");
    }

    @Test
    void keepsACrossSignedCertificateForClientsThatKnowNoNewerRoot() {
        RepairedChain chain = only(shown(OWN, UPPER_CERTIFICATE, LOWER_CERTIFICATE, CROSS_SIGNED));

        assertThat(chain.certificates()).containsExactly(OWN, LOWER_CERTIFICATE, UPPER_CERTIFICATE, CROSS_SIGNED);
    }

    @Test
    void leavesOutACrossSignedCertificateThatIsOutOfDate() {
        Certificate expired = OTHER_ROOT.issues(ROOT).expired().make();
        RepairedChain chain = only(
                shown(OWN, LOWER_CERTIFICATE, UPPER_CERTIFICATE, expired),
                Input.of("root.pem", DAY, pem(ROOT_CERTIFICATE)));

        assertThat(chain.certificates()).isEqualTo(IN_ORDER);
        assertThat(chain.mended()).containsExactly(ChainFact.INTERMEDIATE_EXPIRED);
        assertThat(chain.missing()).isEmpty();
    }

    @Test
    void needsNothingForARootThatIsSentAlong() {
        RepairedChain chain = only(shown(OWN, LOWER_CERTIFICATE, UPPER_CERTIFICATE, ROOT_CERTIFICATE));

        assertThat(chain.isNeeded()).isFalse();
        assertThat(chain.certificates()).isEqualTo(IN_ORDER);
    }

    @Test
    void offersNothingForAChainInOrderOrASelfSignedOne() {
        Certificate alone = new Authority("CN=mail.example.com", Authority.key("server", "EC", 256))
                .issuesServer("CN=mail.example.com", Authority.key("server", "EC", 256), "mail.example.com")
                .make();

        assertThat(repaired(shown(OWN, LOWER_CERTIFICATE, UPPER_CERTIFICATE))).isEmpty();
        assertThat(repaired(shown(alone))).isEmpty();
    }

    @Test
    void writesPemThatReadsBack() throws MalformedCertificateException {
        RepairedChain chain = only(shown(OWN, UPPER_CERTIFICATE, LOWER_CERTIFICATE));

        assertThat(CertificateParser.pem(String.join("\n", chain.pem()))).isEqualTo(IN_ORDER);
        assertThat(chain.pem()).allMatch(line -> line.length() <= 64);
    }

    @Test
    void knowsTheFileAndWhetherTheKeyIsInIt() {
        String settings = "mydestination = example.com\nsmtpd_tls_cert_file = /etc/postfix/server.pem\n";

        assertThat(only(shown(OWN, UPPER_CERTIFICATE, LOWER_CERTIFICATE), Input.of("main.cf", DAY, settings))
                        .place())
                .isEqualTo(new RepairedChain.Place(Optional.of("/etc/postfix/server.pem"), true, "postfix reload"));
        assertThat(only(
                                shown(OWN, UPPER_CERTIFICATE, LOWER_CERTIFICATE),
                                Input.of("main.cf", DAY, settings + "smtpd_tls_key_file = /etc/postfix/key.pem\n"))
                        .place()
                        .holdsKey())
                .isFalse();
    }

    private static RepairedChain only(Input... inputs) {
        List<RepairedChain> chains = repaired(inputs);
        assertThat(chains).hasSize(1);
        return chains.getFirst();
    }

    private static List<RepairedChain> repaired(Input... inputs) {
        return RepairedChains.of(Facts.of(EvidenceReader.read(List.of(inputs), Optional.of(DAY))));
    }

    /// Output of `openssl s_client -showcerts`.
    private static Input shown(Certificate... chain) {
        List<String> lines = new ArrayList<>(List.of(
                "$ openssl s_client -connect mail.example.com:25 -starttls smtp -showcerts",
                "CONNECTED(00000003)",
                "---",
                "Certificate chain"));
        for (int i = 0; i < chain.length; i++) {
            lines.add(" " + i + " s:" + chain[i].subject());
            lines.add("   i:" + chain[i].issuer());
            lines.add(pem(chain[i]).strip());
        }
        lines.addAll(List.of("---", "SSL handshake has read 4096 bytes and written 400 bytes", ""));
        return Input.of("s_client.txt", DAY, String.join("\n", lines));
    }

    private static String pem(Certificate... certificates) {
        var chain = new RepairedChain(
                "", Set.of(), Arrays.asList(certificates), true, new RepairedChain.Place(Optional.empty(), false, ""));
        return chain.pem().stream().collect(Collectors.joining("\n", "", "\n"));
    }
}
