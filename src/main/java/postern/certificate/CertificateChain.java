package postern.certificate;

import java.util.List;
import java.util.Optional;
import postern.tls.KeyType;

/// The certificates a server sent, in the order it sent them; the first should be its own.
public record CertificateChain(List<Certificate> certificates) {
    public CertificateChain {
        certificates = List.copyOf(certificates);
    }

    /// The server's own certificate; empty for an empty chain.
    public Optional<Certificate> leaf() {
        return certificates.stream().findFirst();
    }

    /// The kind of key the server's own certificate holds; empty if the certificate itself is not known.
    public Optional<KeyType> keyType() {
        return leaf().flatMap(Certificate::details).map(CertificateDetails::keyType);
    }
}
