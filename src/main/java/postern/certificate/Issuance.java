package postern.certificate;

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

/// Tells who issued whom: by name and signature where the certificates are known, by name where only
/// names are. Remembers its answers and gives up after a fixed number of signatures, so that a chain made
/// to be slow cannot be.
final class Issuance {
    private static final int MAX_VERIFICATIONS = 400;

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
        X509CertificateHolder issuer = pair.issuer.details().get().source();
        X509CertificateHolder subject = pair.subject.details().get().source();
        return issuer.getSubject().equals(subject.getIssuer()) && signed(issuer, subject);
    }

    private boolean signed(X509CertificateHolder issuer, X509CertificateHolder subject) {
        return verifications++ < MAX_VERIFICATIONS
                && (verifies(issuer, subject, new JcaContentVerifierProviderBuilder())
                        || verifies(
                                issuer, subject, new JcaContentVerifierProviderBuilder().setProvider(Rare.PROVIDER)));
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
        return issuer.details()
                .map(details -> {
                    var extensions = details.source().getExtensions();
                    BasicConstraints constraints = BasicConstraints.fromExtensions(extensions);
                    KeyUsage usage = extensions == null ? null : KeyUsage.fromExtensions(extensions);
                    boolean deepEnough = constraints == null
                            || constraints.getPathLenConstraintInteger() == null
                            || constraints.getPathLenConstraintInteger().intValueExact() >= below;
                    return details.authority()
                            && deepEnough
                            && (usage == null || usage.hasUsages(KeyUsage.keyCertSign));
                })
                .orElse(true);
    }

    /// Curves and algorithms that Java's own providers lack.
    private static final class Rare {
        static final BouncyCastleProvider PROVIDER = new BouncyCastleProvider();

        private Rare() {}
    }
}
