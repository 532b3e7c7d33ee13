package postern.client;

/// How a program begins a connection.
public enum ClientMode {
    /// With TLS from the first byte (RFC 8314 section 3.3).
    IMPLICIT,
    /// In clear text, and TLS is asked for (RFC 3207, RFC 2595).
    STARTTLS,
    /// In clear text, and nothing tells that TLS is asked for.
    CLEAR;

    /// Whether the first thing it sends is TLS.
    public boolean isAtOnce() {
        return this == IMPLICIT;
    }
}
