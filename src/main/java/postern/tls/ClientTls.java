package postern.tls;

import java.util.OptionalInt;

/// What a client offers in its ClientHello, as far as it is known.
///
/// @param versions         the protocol versions it is willing to speak
/// @param suites           its cipher suites, in its order of preference
/// @param groups           its groups for the key exchange, in its order
/// @param signatureSchemes the signatures it understands
/// @param minimumDhBits    the smallest finite-field Diffie-Hellman prime it accepts, in bits; empty if
///                         not known
public record ClientTls(
        Known<ProtocolVersion> versions,
        Known<CipherSuite> suites,
        Known<NamedGroup> groups,
        Known<SignatureScheme> signatureSchemes,
        OptionalInt minimumDhBits) {

    /// A client of which nothing is known.
    public static ClientTls unknown() {
        return new ClientTls(Known.nothing(), Known.nothing(), Known.nothing(), Known.nothing(), OptionalInt.empty());
    }
}
