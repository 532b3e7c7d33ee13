package postern.tls;

import java.util.Optional;

/// A group for the key exchange, with the name OpenSSL 3 prints and its number in the IANA registry
/// "TLS Supported Groups".
public enum NamedGroup {
    SECT283R1("sect283r1", 10),
    SECT409R1("sect409r1", 12),
    SECT571R1("sect571r1", 14),
    SECP256K1("secp256k1", 22),
    P_256("P-256", 23),
    P_384("P-384", 24),
    P_521("P-521", 25),
    BRAINPOOL_P256("brainpoolP256r1", 26),
    BRAINPOOL_P384("brainpoolP384r1", 27),
    BRAINPOOL_P512("brainpoolP512r1", 28),
    X25519("X25519", 29),
    X448("X448", 30),
    FFDHE2048("ffdhe2048", 256),
    FFDHE3072("ffdhe3072", 257),
    FFDHE4096("ffdhe4096", 258),
    FFDHE6144("ffdhe6144", 259),
    FFDHE8192("ffdhe8192", 260),
    MLKEM512("MLKEM512", 512),
    MLKEM768("MLKEM768", 513),
    MLKEM1024("MLKEM1024", 514),
    SECP256R1_MLKEM768("SecP256r1MLKEM768", 4587),
    X25519_MLKEM768("X25519MLKEM768", 4588),
    SECP384R1_MLKEM1024("SecP384r1MLKEM1024", 4589);

    private final String opensslName;
    private final int code;

    NamedGroup(String opensslName, int code) {
        this.opensslName = opensslName;
        this.code = code;
    }

    /// The number on the wire.
    public int code() {
        return code;
    }

    /// Whether this is a group of integers modulo a prime (RFC 7919) and not a curve.
    public boolean isFiniteField() {
        return code >= 256 && code < 512;
    }

    /// Whether a suite of the version that needs a group can use this one. ECDHE takes curves alone; primes are
    /// for DHE there (RFC 7919 section 4). TLS 1.3 has neither the binary and Koblitz curves nor these numbers of
    /// Brainpool curves (RFC 8446 section 4.2.7).
    public boolean usableIn(ProtocolVersion version) {
        return version == ProtocolVersion.TLSV1_3
                ? code >= P_256.code && (code < BRAINPOOL_P256.code || code > BRAINPOOL_P512.code)
                : code < FFDHE2048.code;
    }

    /// Finds a group by its number on the wire; empty for one this table does not hold.
    public static Optional<NamedGroup> coded(int code) {
        for (NamedGroup group : values()) {
            if (group.code == code) {
                return Optional.of(group);
            }
        }
        return Optional.empty();
    }

    /// The name as OpenSSL 3 prints it.
    @Override
    public String toString() {
        return opensslName;
    }
}
