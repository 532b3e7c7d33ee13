package postern.probe;

import java.math.BigInteger;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import postern.tls.NamedGroup;
import postern.tls.ProtocolVersion;
import postern.tls.SignatureScheme;

/// What a thorough look shows beyond versions, suites and chains.
///
/// @param serverNames          what other server names, or none, do to the chain that is sent
/// @param groups               every group the server accepts for the key exchange
/// @param primes               the Diffie-Hellman primes it uses; empty if it uses none
/// @param signatures           every signature it makes
/// @param compression          whether it compresses (CRIME needs that)
/// @param secureRenegotiation  whether it has secure renegotiation (RFC 5746)
/// @param extendedMasterSecret whether it binds the secret to the handshake (RFC 7627)
/// @param tickets              whether it hands out session tickets (RFC 5077, RFC 8446 section 4.6.1)
/// @param resumption           whether it takes sessions up again, by version; versions it was not tried in are left
/// out
/// @param fallbackProtection   whether it turns away a needless fallback (RFC 7507)
/// @param clientCertificate    whether it asks for a certificate of the client
/// @param stapling             whether it staples answers about revocation, and whether its certificate demands that
/// @param injection            whether commands sent in the clear behind STARTTLS are taken as if they came inside
///                             TLS (CVE-2011-0411)
/// @param tolerance            how it takes hellos that are unusual and right
public record Traits(
        Observed<List<NameAnswer>> serverNames,
        Observed<List<NamedGroup>> groups,
        Observed<List<Prime>> primes,
        Observed<List<SignatureScheme>> signatures,
        Observed<Boolean> compression,
        Observed<Boolean> secureRenegotiation,
        Observed<Boolean> extendedMasterSecret,
        Observed<Boolean> tickets,
        Map<ProtocolVersion, Observed<Resumption>> resumption,
        Observed<Boolean> fallbackProtection,
        Observed<ClientCertificate> clientCertificate,
        Observed<Stapling> stapling,
        Observed<Boolean> injection,
        Tolerance tolerance) {
    public Traits {
        resumption = Collections.unmodifiableSortedMap(new TreeMap<>(resumption));
    }

    /// What the server does when asked for a name.
    ///
    /// @param asked  the name asked for; empty if none was
    /// @param effect what came of it
    /// @param chain  the chain, where another was sent
    public record NameAnswer(Optional<String> asked, NameEffect effect, Optional<ServedChain> chain) {}

    /// What another server name does.
    public enum NameEffect {
        SAME_CHAIN("same-chain"),
        OTHER_CHAIN("other-chain"),
        REFUSED("refused");

        private final String id;

        NameEffect(String id) {
            this.id = id;
        }

        /// The stable word used in JSON and as message key.
        public String id() {
            return id;
        }
    }

    /// A Diffie-Hellman prime.
    ///
    /// @param known what it is known as, where many servers share it
    public record Prime(BigInteger value, Optional<String> known) {
        /// Its length in bits.
        public int bits() {
            return value.bitLength();
        }
    }

    /// Whether a client certificate is wanted.
    ///
    /// @param wish        how much
    /// @param authorities the issuers that are named; empty if any will do
    public record ClientCertificate(Wish wish, List<String> authorities) {
        public ClientCertificate {
            authorities = List.copyOf(authorities);
        }
    }

    /// How much a client certificate is wanted.
    public enum Wish {
        NONE("none"),
        OPTIONAL("optional"),
        REQUIRED("required");

        private final String id;

        Wish(String id) {
            this.id = id;
        }

        /// The stable word used in JSON and as message key.
        public String id() {
            return id;
        }
    }

    /// Stapling (RFC 6066 section 8) and the demand for it in the certificate (RFC 7633).
    public record Stapling(boolean stapled, boolean demanded) {}

    /// How a server takes hellos that are unusual and right.
    ///
    /// @param tls13          a hello that offers TLS 1.3 beside older versions
    /// @param laterVersion   a hello whose version field names a version still to come
    /// @param reservedValues suites and extensions that mean nothing (RFC 8701)
    /// @param longestHello   the longest hello that was answered of those tried, in bytes
    /// @param mediumHello    a hello of 256 to 511 bytes, which some load balancers drop
    public record Tolerance(
            Observed<Boolean> tls13,
            Observed<Boolean> laterVersion,
            Observed<Boolean> reservedValues,
            Observed<Integer> longestHello,
            Observed<Boolean> mediumHello) {}

    /// The chains sent for other names than the server's own.
    public Stream<ServedChain> otherChains() {
        return serverNames.known().stream().flatMap(List::stream).flatMap(answer -> answer.chain().stream());
    }

    /// Nobody asked.
    public static Traits notAsked() {
        return of(new Tolerance(
                Observed.notAsked(),
                Observed.notAsked(),
                Observed.notAsked(),
                Observed.notAsked(),
                Observed.notAsked()));
    }

    /// Nothing was asked but how unusual hellos are taken.
    static Traits of(Tolerance tolerance) {
        return new Traits(
                Observed.notAsked(),
                Observed.notAsked(),
                Observed.notAsked(),
                Observed.notAsked(),
                Observed.notAsked(),
                Observed.notAsked(),
                Observed.notAsked(),
                Observed.notAsked(),
                Map.of(),
                Observed.notAsked(),
                Observed.notAsked(),
                Observed.notAsked(),
                Observed.notAsked(),
                tolerance);
    }
}
