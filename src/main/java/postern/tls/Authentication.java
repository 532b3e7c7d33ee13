package postern.tls;

import java.util.Optional;

/// How a suite lets the server prove who it is. `ANY` stands for TLS 1.3, where the suite does not say;
/// `NULL` for anonymous suites.
public enum Authentication {
    RSA,
    DSS,
    ECDSA,
    DH,
    ECDH,
    PSK,
    SRP,
    KRB5,
    GOST,
    NULL,
    ANY;

    /// The kind of key the server's certificate must hold; empty where no certificate is used or where
    /// the suite leaves it open.
    public Optional<KeyType> keyType() {
        return switch (this) {
            case RSA -> Optional.of(KeyType.RSA);
            case DSS -> Optional.of(KeyType.DSA);
            case ECDSA, ECDH -> Optional.of(KeyType.EC);
            case DH -> Optional.of(KeyType.DH);
            case GOST -> Optional.of(KeyType.GOST);
            case PSK, SRP, KRB5, NULL, ANY -> Optional.empty();
        };
    }
}
