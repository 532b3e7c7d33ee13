package postern.tls;

import java.util.Optional;

/// A signature algorithm with its number in the IANA registry "TLS SignatureScheme" (RFC 8446 section
/// 4.2.3); the pairs of RFC 5246 use the same numbers.
public enum SignatureScheme {
    RSA_PKCS1_MD5(0x0101, KeyType.RSA),
    RSA_PKCS1_SHA1(0x0201, KeyType.RSA),
    DSA_SHA1(0x0202, KeyType.DSA),
    ECDSA_SHA1(0x0203, KeyType.EC),
    RSA_PKCS1_SHA224(0x0301, KeyType.RSA),
    DSA_SHA224(0x0302, KeyType.DSA),
    ECDSA_SHA224(0x0303, KeyType.EC),
    RSA_PKCS1_SHA256(0x0401, KeyType.RSA),
    DSA_SHA256(0x0402, KeyType.DSA),
    ECDSA_SECP256R1_SHA256(0x0403, KeyType.EC),
    RSA_PKCS1_SHA384(0x0501, KeyType.RSA),
    DSA_SHA384(0x0502, KeyType.DSA),
    ECDSA_SECP384R1_SHA384(0x0503, KeyType.EC),
    RSA_PKCS1_SHA512(0x0601, KeyType.RSA),
    DSA_SHA512(0x0602, KeyType.DSA),
    ECDSA_SECP521R1_SHA512(0x0603, KeyType.EC),
    RSA_PSS_RSAE_SHA256(0x0804, KeyType.RSA),
    RSA_PSS_RSAE_SHA384(0x0805, KeyType.RSA),
    RSA_PSS_RSAE_SHA512(0x0806, KeyType.RSA),
    ED25519(0x0807, KeyType.ED25519),
    ED448(0x0808, KeyType.ED448),
    RSA_PSS_PSS_SHA256(0x0809, KeyType.RSA),
    RSA_PSS_PSS_SHA384(0x080A, KeyType.RSA),
    RSA_PSS_PSS_SHA512(0x080B, KeyType.RSA),
    ECDSA_BRAINPOOL256_SHA256(0x081A, KeyType.EC),
    ECDSA_BRAINPOOL384_SHA384(0x081B, KeyType.EC),
    ECDSA_BRAINPOOL512_SHA512(0x081C, KeyType.EC),
    ML_DSA_44(0x0904, KeyType.ML_DSA),
    ML_DSA_65(0x0905, KeyType.ML_DSA),
    ML_DSA_87(0x0906, KeyType.ML_DSA);

    private final int code;
    private final KeyType keyType;

    SignatureScheme(int code, KeyType keyType) {
        this.code = code;
        this.keyType = keyType;
    }

    /// The number on the wire.
    public int code() {
        return code;
    }

    /// The kind of key that makes such signatures.
    public KeyType keyType() {
        return keyType;
    }

    /// Whether a server can sign a handshake of the version by it. In TLS 1.3, PKCS #1, DSA, SHA-1 and SHA-224 are for
    /// certificates at most (RFC 8446 section 4.2.3); before, ML-DSA has no place.
    public boolean usableIn(ProtocolVersion version) {
        return version == ProtocolVersion.TLSV1_3
                ? switch (this) {
                    case RSA_PKCS1_MD5,
                            RSA_PKCS1_SHA1,
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
                            ECDSA_SHA224 -> false;
                    default -> true;
                }
                : keyType != KeyType.ML_DSA;
    }

    /// Finds a scheme by its number on the wire; empty for one this table does not hold.
    public static Optional<SignatureScheme> coded(int code) {
        for (SignatureScheme scheme : values()) {
            if (scheme.code == code) {
                return Optional.of(scheme);
            }
        }
        return Optional.empty();
    }
}
