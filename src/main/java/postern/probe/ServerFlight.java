package postern.probe;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import postern.tls.CipherSuite;
import postern.tls.NamedGroup;
import postern.tls.ProtocolVersion;

/// What a server answered to a hello.
///
/// @param version      the version it chose
/// @param suite        the suite it chose
/// @param group        the group it uses for the key exchange, where it says so in the clear
/// @param dhBits       the length of its Diffie-Hellman prime in bits, where it sent one
/// @param certificates the certificates it sent, DER; empty where they are encrypted or were not waited for
record ServerFlight(
        ProtocolVersion version,
        CipherSuite suite,
        Optional<NamedGroup> group,
        OptionalInt dhBits,
        List<byte[]> certificates) {
    ServerFlight {
        certificates = List.copyOf(certificates);
    }
}
