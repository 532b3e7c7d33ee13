package postern.tls;

/// How the two sides agree on a secret. `ANY` stands for TLS 1.3, where the suite does not say.
public enum KeyExchange {
    RSA,
    DHE,
    ECDHE,
    DH,
    ECDH,
    PSK,
    RSA_PSK,
    DHE_PSK,
    ECDHE_PSK,
    SRP,
    KRB5,
    GOST,
    ANY;

    /// Whether a stolen server key leaves recorded sessions unreadable.
    public boolean isForwardSecret() {
        return switch (this) {
            case DHE, ECDHE, DHE_PSK, ECDHE_PSK, ANY -> true;
            case RSA, DH, ECDH, PSK, RSA_PSK, SRP, KRB5, GOST -> false;
        };
    }
}
