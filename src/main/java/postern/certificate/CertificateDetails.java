package postern.certificate;

import java.time.Instant;
import java.util.List;
import org.bouncycastle.cert.X509CertificateHolder;
import org.jspecify.annotations.Nullable;
import postern.tls.KeyType;

/// What can only be read from the certificate itself.
///
/// @param notBefore          start of validity
/// @param notAfter           end of validity
/// @param names              DNS names and IP addresses of the subject alternative name extension, in order
/// @param keyType            the kind of public key
/// @param keyBits            its length in bits (RSA and DSA: modulus; EC: field size)
/// @param signatureAlgorithm for example `SHA256withRSA`
/// @param authority          whether basic constraints make it a certification authority
/// @param sha256             fingerprint of the whole certificate, lower-case hexadecimal without colons
/// @param source             the certificate itself
public record CertificateDetails(
        Instant notBefore,
        Instant notAfter,
        List<String> names,
        KeyType keyType,
        int keyBits,
        String signatureAlgorithm,
        boolean authority,
        String sha256,
        X509CertificateHolder source) {
    public CertificateDetails {
        names = List.copyOf(names);
    }

    /// Certificates are the same when their fingerprints are.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CertificateDetails details && details.sha256.equals(sha256);
    }

    @Override
    public int hashCode() {
        return sha256.hashCode();
    }
}
