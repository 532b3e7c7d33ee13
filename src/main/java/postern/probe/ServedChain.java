package postern.probe;

import java.util.Optional;
import postern.certificate.CertificateChain;
import postern.certificate.ChainAssessment;

/// A chain the server sent.
///
/// @param sni        the server name asked for; empty if none was
/// @param chain      the certificates as sent
/// @param assessment what a look at them shows
public record ServedChain(Optional<String> sni, CertificateChain chain, ChainAssessment assessment) {}
