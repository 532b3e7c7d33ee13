package postern.certificate;

/// What comes of a fault in a chain, from harmless to fatal.
public enum Reaction {
    IGNORES,
    /// It depends on the software, or on whether there is another path.
    SOME_REFUSE,
    REFUSES
}
