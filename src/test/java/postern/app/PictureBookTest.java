package postern.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import postern.app.engine.Pictures;
import postern.certificate.Certificate;
import postern.certificate.CertificateChain;
import postern.certificate.ChainAssessment;
import postern.certificate.ChainTrust;
import postern.tls.Answer;

final class PictureBookTest {
    private static final Certificate LEAF = certificate("mail.example.com", "Example CA");
    private static final Certificate INTERMEDIATE = certificate("Example CA", "Example Root");
    private static final Certificate ROOT = certificate("Example Root", "Example Root");

    private static Certificate certificate(String subject, String issuer) {
        return new Certificate("CN=" + subject, "CN=" + issuer, Optional.empty());
    }

    private static List<Set<Pictures.Fault>> faults(Certificate... sent) {
        return PictureBook.chain(
                        "s_client.txt",
                        new CertificateChain(List.of(sent)),
                        new ChainAssessment(Set.of(), ChainTrust.UNKNOWN, List.of(), Answer.UNKNOWN, Optional.empty()),
                        Instant.parse("2026-03-01T12:00:00Z"))
                .links()
                .stream()
                .map(Pictures.Link::faults)
                .toList();
    }

    private static Pictures.End end(ChainTrust trust, String root) {
        return PictureBook.chain(
                        "s_client.txt",
                        new CertificateChain(List.of(certificate("mail.example.com", root), certificate(root, root))),
                        new ChainAssessment(Set.of(), trust, List.of(), Answer.UNKNOWN, Optional.empty()),
                        Instant.parse("2026-03-01T12:00:00Z"))
                .end();
    }

    @Test
    void whoTrustsARootThatOnlyItsNameIsKnownOfIsLeftOpen() {
        assertThat(end(ChainTrust.UNKNOWN, "ISRG Root X1")).isEqualTo(Pictures.End.NAMED_ROOT);
        assertThat(end(ChainTrust.UNKNOWN, "Example Root")).isEqualTo(Pictures.End.OWN_ROOT);
        assertThat(end(ChainTrust.UNTRUSTED, "ISRG Root X1")).isEqualTo(Pictures.End.OWN_ROOT);
        assertThat(end(ChainTrust.EXPIRED, "ISRG Root X1")).isEqualTo(Pictures.End.SENT_ROOT);
        assertThat(end(ChainTrust.TRUSTED, "Example Root")).isEqualTo(Pictures.End.SENT_ROOT);
    }

    @Test
    void aRootAtTheEndDoesNoHarm() {
        assertThat(faults(LEAF, INTERMEDIATE, ROOT))
                .isEqualTo(List.of(Set.of(), Set.of(), Set.of(Pictures.Fault.EXTRA_ROOT)));
    }

    @Test
    void aRootBeforeAnIssuerIsAtTheWrongPlace() {
        assertThat(faults(LEAF, ROOT, INTERMEDIATE))
                .isEqualTo(List.of(Set.of(), Set.of(Pictures.Fault.OUT_OF_PLACE), Set.of()));
    }

    @Test
    void aRootThatIsSentTwiceIsExtraAndThenDoubled() {
        assertThat(faults(LEAF, INTERMEDIATE, ROOT, ROOT))
                .isEqualTo(List.of(
                        Set.<Pictures.Fault>of(),
                        Set.<Pictures.Fault>of(),
                        Set.of(Pictures.Fault.EXTRA_ROOT),
                        Set.of(Pictures.Fault.DUPLICATE)));
    }
}
