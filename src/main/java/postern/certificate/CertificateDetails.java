package postern.certificate;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.GeneralName;
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
    private static final Pattern ADDRESS = Pattern.compile("https?://[\\x21-\\x7e&&[^\"'`\\\\<>$]]{1,500}");

    public CertificateDetails {
        names = List.copyOf(names);
    }

    /// Where the certificate of its issuer can be had: the first address that the certificate names for it (RFC 5280
    /// section 4.2.2.1); empty if it names none that a browser or `curl` could fetch.
    public Optional<String> issuerAddress() {
        AuthorityInformationAccess access = information();
        return access == null
                ? Optional.empty()
                : Arrays.stream(access.getAccessDescriptions())
                        .filter(description -> AccessDescription.id_ad_caIssuers.equals(description.getAccessMethod()))
                        .map(AccessDescription::getAccessLocation)
                        .filter(location -> location.getTagNo() == GeneralName.uniformResourceIdentifier)
                        .map(location -> String.valueOf(location.getName()))
                        .filter(address -> ADDRESS.matcher(address).matches())
                        .findFirst();
    }

    private @Nullable AuthorityInformationAccess information() {
        try {
            return AuthorityInformationAccess.fromExtensions(source.getExtensions());
        } catch (RuntimeException _) {
            // A malformed extension names nothing.
            return null;
        }
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
