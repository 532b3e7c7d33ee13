package postern.openssl;

/// Who has to change something.
public enum ErrorSide {
    /// The server.
    SERVER,
    /// The client.
    CLIENT,
    /// One of the two; the error alone does not say which.
    EITHER,
    /// The error says nothing about it.
    UNKNOWN
}
