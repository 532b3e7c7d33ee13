package postern.tls;

/// The kind of public key in a certificate.
public enum KeyType {
    RSA,
    EC,
    ED25519,
    ED448,
    DSA,
    DH,
    GOST,
    ML_DSA,
    OTHER
}
