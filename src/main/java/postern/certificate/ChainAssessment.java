package postern.certificate;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import postern.tls.Answer;

/// What a look at a chain shows.
///
/// @param facts         everything noteworthy
/// @param trust         whether a path leads to a trust anchor at the time looked at
/// @param path          subjects of the path found, from the server's certificate to the anchor; empty
///                      if there is none
/// @param nameMatches   whether the server's certificate carries the name asked for (RFC 9525); unknown
///                      if no name was asked for or the certificate itself is not known
/// @param missingIssuer the issuer that is missing where the chain is incomplete
public record ChainAssessment(
        Set<ChainFact> facts, ChainTrust trust, List<String> path, Answer nameMatches, Optional<String> missingIssuer) {
    public ChainAssessment {
        facts = Set.copyOf(facts);
        path = List.copyOf(path);
    }
}
