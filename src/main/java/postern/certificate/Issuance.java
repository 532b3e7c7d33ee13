package postern.certificate;

import java.util.HashMap;
import java.util.Map;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.CertException;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import postern.tls.Answer;
import postern.tls.KeyType;

/// Tells who issued whom: by name and signature where the certificates are known, by name where only
/// names are. Remembers its answers and gives up after a fixed number of signatures, so that a chain made
/// to be slow cannot be.
final class Issuance {
    private static final int MAX_VERIFICATIONS = 200;

    /// Longer keys are for attackers: one signature of theirs can take seconds.
    private static final int MAX_KEY_BITS = 16384;

    private static final int MAX_DSA_KEY_BITS = 3072;

    private final Map<Pair, Boolean> answers = new HashMap<>();
    private int verifications;

    private record Pair(Certificate issuer, Certificate subject) {}

    boolean issued(Certificate issuer, Certificate subject) {
        return answers.computeIfAbsent(new Pair(issuer, subject), this::examine);
    }

    /// Whether the certificate is signed by its own key.
    boolean isSelfSigned(Certificate certificate) {
        return issued(certificate, certificate);
    }

    private boolean examine(Pair pair) {
        if (pair.issuer.details().isEmpty() || pair.subject.details().isEmpty()) {
            return pair.issuer.subject().equals(pair.subject.issuer());
        }
        CertificateDetails issuer = pair.issuer.details().get();
        CertificateDetails subject = pair.subject.details().get();
        return issuer.source().getSubject().equals(subject.source().getIssuer()) && signed(issuer, subject);
    }

    private boolean signed(CertificateDetails issuer, CertificateDetails subject) {
        return ++verifications <= MAX_VERIFICATIONS
                && verifies(
                        issuer.source().getSubjectPublicKeyInfo(),
                        issuer.keyType(),
                        issuer.keyBits(),
                        subject.source());
    }

    /// Whether a key verifies a certificate's signature.
    static boolean verifies(SubjectPublicKeyInfo key, KeyType type, int bits, X509CertificateHolder certificate) {
        if (bits > longestKey(type)) {
            return false;
        }
        Answer answer = verifies(key, certificate, new JcaContentVerifierProviderBuilder());
        // Java limits an RSA key's exponent, which Bouncy Castle does not, so that its time is bounded.
        if (answer == Answer.UNKNOWN && type != KeyType.RSA) {
            answer = verifies(key, certificate, new JcaContentVerifierProviderBuilder().setProvider(Rare.PROVIDER));
        }
        return answer == Answer.YES;
    }

    private static int longestKey(KeyType type) {
        return type == KeyType.DSA ? MAX_DSA_KEY_BITS : MAX_KEY_BITS;
    }

    /// Unknown is what the provider cannot do: an algorithm it lacks, or a malformed key or signature.
    private static Answer verifies(
            SubjectPublicKeyInfo key, X509CertificateHolder certificate, JcaContentVerifierProviderBuilder builder) {
        try {
            return certificate.isSignatureValid(builder.build(key)) ? Answer.YES : Answer.NO;
        } catch (CertException | OperatorCreationException | RuntimeException _) {
            return Answer.UNKNOWN;
        }
    }

    /// Curves and algorithms that Java's own providers lack.
    private static final class Rare {
        static final BouncyCastleProvider PROVIDER = new BouncyCastleProvider();

        private Rare() {}
    }
}
