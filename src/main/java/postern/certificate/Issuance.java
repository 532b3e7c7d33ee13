package postern.certificate;

import java.math.BigInteger;
import java.security.cert.CertificateException;
import java.util.HashMap;
import java.util.Map;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertException;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
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
        if (++verifications > MAX_VERIFICATIONS || issuer.keyBits() > longestKey(issuer.keyType())) {
            return false;
        }
        // Java limits an RSA key's exponent, which Bouncy Castle does not, so that its time is bounded.
        boolean javaAlone = issuer.keyType() == KeyType.RSA;
        return verifies(issuer.source(), subject.source(), new JcaContentVerifierProviderBuilder())
                || (!javaAlone
                        && verifies(
                                issuer.source(),
                                subject.source(),
                                new JcaContentVerifierProviderBuilder().setProvider(Rare.PROVIDER)));
    }

    private static int longestKey(KeyType type) {
        return type == KeyType.DSA ? MAX_DSA_KEY_BITS : MAX_KEY_BITS;
    }

    private static boolean verifies(
            X509CertificateHolder issuer, X509CertificateHolder subject, JcaContentVerifierProviderBuilder builder) {
        try {
            return subject.isSignatureValid(builder.build(issuer));
        } catch (CertException | CertificateException | OperatorCreationException | RuntimeException _) {
            // An unknown algorithm or a malformed key proves nothing.
            return false;
        }
    }

    /// Whether an issuer's extensions let it issue (RFC 5280 sections 4.2.1.3 and 4.2.1.9).
    ///
    /// @param below how many certification authorities stand between it and the server's certificate
    static boolean mayIssue(Certificate issuer, int below) {
        return issuer.details().map(details -> mayIssue(details, below)).orElse(true);
    }

    private static boolean mayIssue(CertificateDetails issuer, int below) {
        var extensions = issuer.source().getExtensions();
        try {
            BasicConstraints constraints = BasicConstraints.fromExtensions(extensions);
            KeyUsage usage = extensions == null ? null : KeyUsage.fromExtensions(extensions);
            BigInteger depth = constraints == null ? null : constraints.getPathLenConstraint();
            return issuer.authority()
                    && (depth == null || depth.compareTo(BigInteger.valueOf(below)) >= 0)
                    && (usage == null || usage.hasUsages(KeyUsage.keyCertSign));
        } catch (IllegalArgumentException _) {
            // A malformed extension allows nothing.
            return false;
        }
    }

    /// Curves and algorithms that Java's own providers lack.
    private static final class Rare {
        static final BouncyCastleProvider PROVIDER = new BouncyCastleProvider();

        private Rare() {}
    }
}
