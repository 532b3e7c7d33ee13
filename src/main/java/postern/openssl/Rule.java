package postern.openssl;

/// What an item of a cipher string does with the suites it matches.
enum Rule {
    /// Switches them on, at the end.
    ADD,
    /// `+`: moves those that are on to the end.
    ORDER,
    /// Moves those that are on to the front; only OpenSSL itself does so, for its own order.
    BUMP,
    /// `-`: switches them off; they can be added again.
    DELETE,
    /// `!`: removes them for good.
    KILL
}
