package postern.probe;

/// Something a hello carries beside versions, suites, groups and signatures, to see how a server takes it.
sealed interface HelloExtra {

    /// Compression is offered as well (RFC 3749).
    record Compression() implements HelloExtra {}

    /// The client says that this is a second attempt with a lower version (RFC 7507).
    record Fallback() implements HelloExtra {}

    /// Values that are reserved to mean nothing, which a server has to pass over (RFC 8701).
    record ReservedValues() implements HelloExtra {}

    /// The version field names a version that does not exist yet; a server has to answer with its own highest
    /// (RFC 5246 appendix E.1).
    record LaterVersion() implements HelloExtra {}

    /// The hello is filled up to a length (RFC 7685).
    ///
    /// @param bytes length of the handshake message with its header, in bytes
    record PaddedTo(int bytes) implements HelloExtra {}
}
