package postern.certificate;

import java.util.Optional;

/// One certificate of a chain.
///
/// @param subject the subject's distinguished name as text (RFC 4514 order of parts as sent, most
///                significant first, for example `C=US, O=Example Trust, CN=Example Root`)
/// @param issuer  the issuer's distinguished name, written the same way
/// @param details everything else; empty where pasted output names only subject and issuer
public record Certificate(String subject, String issuer, Optional<CertificateDetails> details) {

    /// Whether subject and issuer are the same name, as in a root or a self-made certificate.
    public boolean isSelfIssued() {
        return subject.equals(issuer);
    }

    /// The subject's common name, or the whole subject where it has none: a short name for people.
    public String shortName() {
        return DistinguishedNames.commonName(subject).orElse(subject);
    }
}
