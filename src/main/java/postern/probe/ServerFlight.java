package postern.probe;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import postern.tls.CipherSuite;
import postern.tls.NamedGroup;
import postern.tls.ProtocolVersion;
import postern.tls.SignatureScheme;

/// What a server answered to a hello.
///
/// @param version      the version it chose
/// @param suite        the suite it chose
/// @param group        the group it uses for the key exchange, where it says so in the clear
/// @param prime        its Diffie-Hellman prime, where it sent one
/// @param signature    the signature it made, where it says so in the clear (TLS 1.2)
/// @param extensions   the numbers of the extensions it answered in the clear
/// @param isCompressed whether it chose compression
/// @param certificates the certificates it sent, DER; empty where they are encrypted or were not waited for
record ServerFlight(
        ProtocolVersion version,
        CipherSuite suite,
        Optional<NamedGroup> group,
        Optional<BigInteger> prime,
        Optional<SignatureScheme> signature,
        Set<Integer> extensions,
        boolean isCompressed,
        List<byte[]> certificates) {
    ServerFlight {
        extensions = Set.copyOf(extensions);
        certificates = List.copyOf(certificates);
    }

    /// Length of the Diffie-Hellman prime in bits, where one was sent.
    OptionalInt dhBits() {
        return prime.map(number -> OptionalInt.of(number.bitLength())).orElse(OptionalInt.empty());
    }

    ServerFlight withCertificates(List<byte[]> chain) {
        return new ServerFlight(version, suite, group, prime, signature, extensions, isCompressed, chain);
    }
}
