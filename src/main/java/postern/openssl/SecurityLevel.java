package postern.openssl;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import postern.tls.Authentication;
import postern.tls.CipherSuite;
import postern.tls.KeyType;
import postern.tls.Known;
import postern.tls.ProtocolVersion;
import postern.tls.SignatureScheme;

/// What a security level of OpenSSL 1.1.0 and later allows (`ssl_security_default_callback` in
/// `ssl/ssl_cert.c`): suites, versions, keys, Diffie-Hellman primes and signatures. Releases before 1.1.0
/// have no levels and allow everything.
///
/// @param level   0 to 5; 0 allows nearly everything
/// @param release the release that applies it
public record SecurityLevel(int level, OpenSslRelease release) {
    private static final int[] MINIMUM_BITS = {0, 80, 112, 128, 192, 256};

    private static final int INTERNAL_ERROR = 80;

    /// Sizes of RSA, DSA and finite-field keys that have those strengths (NIST SP 800-57 part 1).
    private static final int[] MINIMUM_KEY_BITS = {0, 1024, 2048, 3072, 7680, 15360};

    /// @throws IllegalArgumentException if the level is not 0 to 5
    public SecurityLevel {
        if (level < 0 || level >= MINIMUM_BITS.length) {
            throw new IllegalArgumentException("the security level must be 0 to 5, not " + level);
        }
    }

    /// The level as the release applies it; always level 0 before 1.1.0.
    ///
    /// @throws IllegalArgumentException if the level is not 0 to 5
    public static SecurityLevel of(int level, OpenSslRelease release) {
        SecurityLevel asked = new SecurityLevel(level, release);
        return asked.hasLevels() ? asked : new SecurityLevel(0, release);
    }

    private boolean hasLevels() {
        return release.isFrom("1.1.0");
    }

    /// The strength that suites, keys and signatures must have, in bits.
    public int minimumBits() {
        return MINIMUM_BITS[level];
    }

    /// The error a server logs when a client comes with this version; empty if the level allows it.
    ///
    /// OpenSSL 3.0 lets TLS 1.0 and 1.1 begin and then lacks a signature strong enough for them.
    public Optional<String> refusal(ProtocolVersion version) {
        if (!offers(version)) {
            return Optional.of("unsupported protocol");
        }
        boolean lacksSignature = level > 0 && release.isFrom("3.0.0") && version.compareTo(ProtocolVersion.TLSV1_2) < 0;
        return lacksSignature ? Optional.of("no suitable signature algorithm") : Optional.empty();
    }

    /// The alert by which a client at this level breaks off when the server picks what it offered itself;
    /// empty if it goes on. OpenSSL 3.0 offers TLS 1.0 and 1.1 and then finds no signature it may accept in
    /// them; suites whose server signs nothing pass.
    public OptionalInt clientAlert(ProtocolVersion version, CipherSuite suite) {
        boolean signed = suite.keyExchange().isForwardSecret() && suite.authentication() != Authentication.NULL;
        return signed && offers(version) && !allows(version) ? OptionalInt.of(INTERNAL_ERROR) : OptionalInt.empty();
    }

    /// Whether a client at this level offers the version, where the build and the settings do.
    public boolean offers(ProtocolVersion version) {
        return version.compareTo(lowestVersion()) >= 0;
    }

    /// Whether the level lets this version through, where the build and the settings do.
    public boolean allows(ProtocolVersion version) {
        return refusal(version).isEmpty();
    }

    private ProtocolVersion lowestVersion() {
        if (level > 0 && release.isFrom("3.1.0")) {
            return ProtocolVersion.TLSV1_2;
        }
        return switch (level) {
            case 0, 1 -> ProtocolVersion.SSLV2;
            case 2 -> ProtocolVersion.TLSV1;
            case 3 -> ProtocolVersion.TLSV1_1;
            default -> ProtocolVersion.TLSV1_2;
        };
    }

    /// The shortest Diffie-Hellman prime that either side accepts, in bits: 1024 from 1.1.0 on even at
    /// level 0. Before, servers took any, clients 768 bits from 1.0.1n and 1.0.2b, 1024 from 1.0.1r and
    /// 1.0.2f on.
    public int minimumDhBits() {
        return hasLevels() ? Math.max(1024, MINIMUM_KEY_BITS[level]) : minimumDhBitsOfOldClients();
    }

    private int minimumDhBitsOfOldClients() {
        boolean line102 = release.isFrom("1.0.2");
        if (release.isFrom(line102 ? "1.0.2f" : "1.0.1r")) {
            return 1024;
        }
        return release.isFrom(line102 ? "1.0.2b" : "1.0.1n") ? 768 : 0;
    }

    /// Whether a certificate's key may be used; a server whose key is refused runs without certificate.
    ///
    /// @param bits the length of the key, in bits
    public boolean allowsKey(KeyType type, int bits) {
        return level == 0
                || switch (type) {
                    case RSA, DSA, DH -> bits >= MINIMUM_KEY_BITS[level];
                    case EC, GOST -> bits / 2 >= minimumBits();
                    case ED25519 -> 128 >= minimumBits();
                    case ED448 -> 224 >= minimumBits();
                    case ML_DSA, OTHER -> true;
                };
    }

    /// Whether a signature of that kind may be made, accepted, or stand in a certificate that is not
    /// self-signed. From 3.0 on SHA-1 counts less than the 80 bits of level 1.
    public boolean allows(SignatureScheme scheme) {
        return signatureBits(scheme) >= minimumBits();
    }

    /// The signatures a server takes from the client's list in TLS 1.2 and later, unless its settings name
    /// others. Not known before 1.1.0, which goes on without one in common.
    public Known<SignatureScheme> signatureSchemes() {
        return hasLevels()
                ? Known.all(Arrays.stream(SignatureScheme.values())
                        .filter(this::isSpoken)
                        .filter(this::allows)
                        .toList())
                : Known.nothing();
    }

    private boolean isSpoken(SignatureScheme scheme) {
        return switch (scheme) {
            case RSA_PKCS1_MD5 -> false;
            case RSA_PKCS1_SHA1,
                    RSA_PKCS1_SHA224,
                    RSA_PKCS1_SHA256,
                    RSA_PKCS1_SHA384,
                    RSA_PKCS1_SHA512,
                    DSA_SHA1,
                    DSA_SHA224,
                    DSA_SHA256,
                    DSA_SHA384,
                    DSA_SHA512,
                    ECDSA_SHA1,
                    ECDSA_SHA224,
                    ECDSA_SECP256R1_SHA256,
                    ECDSA_SECP384R1_SHA384,
                    ECDSA_SECP521R1_SHA512 -> true;
            case RSA_PSS_RSAE_SHA256,
                    RSA_PSS_RSAE_SHA384,
                    RSA_PSS_RSAE_SHA512,
                    RSA_PSS_PSS_SHA256,
                    RSA_PSS_PSS_SHA384,
                    RSA_PSS_PSS_SHA512,
                    ED25519,
                    ED448 -> release.isFrom("1.1.1");
            case ECDSA_BRAINPOOL256_SHA256, ECDSA_BRAINPOOL384_SHA384, ECDSA_BRAINPOOL512_SHA512 ->
                release.isFrom("3.2.0");
            case ML_DSA_44, ML_DSA_65, ML_DSA_87 -> release.isFrom("3.5.0");
        };
    }

    private int signatureBits(SignatureScheme scheme) {
        boolean broken = release.isFrom("3.0.0");
        return switch (scheme) {
            case RSA_PKCS1_MD5 -> broken ? 39 : 64;
            case RSA_PKCS1_SHA1, DSA_SHA1, ECDSA_SHA1 -> broken ? 63 : 80;
            case RSA_PKCS1_SHA224, DSA_SHA224, ECDSA_SHA224 -> 112;
            case RSA_PKCS1_SHA256,
                    DSA_SHA256,
                    ECDSA_SECP256R1_SHA256,
                    ECDSA_BRAINPOOL256_SHA256,
                    RSA_PSS_RSAE_SHA256,
                    RSA_PSS_PSS_SHA256,
                    ED25519,
                    ML_DSA_44 -> 128;
            case RSA_PKCS1_SHA384,
                    DSA_SHA384,
                    ECDSA_SECP384R1_SHA384,
                    ECDSA_BRAINPOOL384_SHA384,
                    RSA_PSS_RSAE_SHA384,
                    RSA_PSS_PSS_SHA384,
                    ML_DSA_65 -> 192;
            case ED448 -> 224;
            case RSA_PKCS1_SHA512,
                    DSA_SHA512,
                    ECDSA_SECP521R1_SHA512,
                    ECDSA_BRAINPOOL512_SHA512,
                    RSA_PSS_RSAE_SHA512,
                    RSA_PSS_PSS_SHA512,
                    ML_DSA_87 -> 256;
        };
    }

    /// Whether a TLS 1.3 suite may be used.
    boolean allows(CipherSuite tls13) {
        return tls13.bits() >= minimumBits();
    }

    /// Whether a suite of an older version may be used.
    boolean allows(ListedSuite listed) {
        CipherSuite suite = listed.suite();
        return level == 0
                || (listed.strengthBits() >= minimumBits()
                        && suite.authentication() != Authentication.NULL
                        && !suite.mac().equals("MD5")
                        && (level < 2 || !suite.encryption().equals("RC4"))
                        && (level < 3 || suite.keyExchange().isForwardSecret())
                        && (level < 4 || !suite.mac().equals("SHA1")));
    }
}
