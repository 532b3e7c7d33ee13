package postern.evidence;

/// What an input is, recognised by what it holds.
public enum InputKind {
    MAIN_CF,
    MASTER_CF,
    MAIL_LOG,
    BOUNCE,
    S_CLIENT,
    /// Text that no reader knows.
    UNKNOWN,
    EMPTY,
    /// Not text.
    BINARY
}
