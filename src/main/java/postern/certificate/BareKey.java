package postern.certificate;

import java.io.IOException;
import java.util.Optional;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import postern.tls.KeyType;

/// A public key without a certificate, as a TLSA record may hold (RFC 6698 section 2.1.2).
public final class BareKey {
    private final SubjectPublicKeyInfo key;

    private BareKey(SubjectPublicKeyInfo key) {
        this.key = key;
    }

    /// Reads a key.
    ///
    /// @param encoded SubjectPublicKeyInfo, DER
    /// @return empty if it is none
    public static Optional<BareKey> of(byte[] encoded) {
        try {
            return Optional.of(new BareKey(SubjectPublicKeyInfo.getInstance(encoded)));
        } catch (RuntimeException _) {
            // Bouncy Castle's word for malformed contents.
            return Optional.empty();
        }
    }

    /// Whether a certificate is signed with this key; not if its details are not known or the key is too long to try.
    public boolean signed(Certificate certificate) {
        return certificate
                .details()
                .map(CertificateDetails::source)
                .filter(this::signed)
                .isPresent();
    }

    private boolean signed(X509CertificateHolder certificate) {
        try {
            KeyType type = CertificateReading.keyType(key.getAlgorithm().getAlgorithm());
            return Issuance.verifies(key, type, CertificateReading.keyBits(key, type), certificate);
        } catch (IOException | RuntimeException _) {
            return false;
        }
    }
}
