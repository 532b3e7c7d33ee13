package postern.tls;

/// Why a handshake cannot succeed.
public enum RefusalReason {
    /// No protocol version in common.
    PROTOCOL_VERSION("protocol-version"),
    /// No cipher suite in common that the server's certificate can serve.
    NO_SHARED_CIPHER("no-shared-cipher"),
    /// No group in common (RFC 8446 section 4.1.1).
    NO_SHARED_GROUP("no-shared-group"),
    /// No signature scheme in common that the server's key can make.
    NO_SHARED_SIGNATURE("no-shared-signature"),
    /// The client refuses the server's Diffie-Hellman prime as too short.
    DH_TOO_SMALL("dh-too-small"),
    /// The server does not offer TLS.
    NOT_OFFERED("starttls-not-offered"),
    /// The server offers TLS and cannot begin it.
    NOT_AVAILABLE("tls-not-available");

    private final String id;

    RefusalReason(String id) {
        this.id = id;
    }

    /// The stable word used in JSON.
    public String id() {
        return id;
    }
}
