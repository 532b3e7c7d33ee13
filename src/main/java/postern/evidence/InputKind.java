package postern.evidence;

/// What an input is, recognised by what it holds.
public enum InputKind {
    MAIN_CF,
    MASTER_CF,
    MAIL_LOG,
    BOUNCE,
    S_CLIENT,
    DOVECOT_CONF,
    /// A conversation with a mail server, by telnet or a test tool.
    SMTP_DIALOGUE,
    /// Text that no reader knows.
    UNKNOWN,
    EMPTY,
    /// Not text.
    BINARY
}
