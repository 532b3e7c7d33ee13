package postern.postfix;

/// Whether a server wants to see the client's certificate.
public enum ClientCertificates {
    NOT_ASKED,
    /// Asked for; a client without one is served too.
    ASKED,
    /// A client without a trusted one is sent away after the handshake with `421 4.7.1`.
    REQUIRED
}
