package postern.maillog;

/// What a log cannot show.
public enum Gap {
    /// No mail program wrote anything.
    NO_MAIL_LINES,
    /// Mail came in, and no line shows whether with TLS: `smtpd_tls_loglevel` is 0.
    INBOUND_TLS_NOT_LOGGED,
    /// Mail went out, and no line shows whether with TLS: `smtp_tls_loglevel` is 0.
    OUTBOUND_TLS_NOT_LOGGED,
    /// Nothing came in.
    NOTHING_INBOUND,
    /// Nothing went out.
    NOTHING_OUTBOUND,
    /// No line has a date.
    NO_TIMES,
    /// Handshakes failed and the library's reason is missing, as if lines had been left out.
    REASONS_MISSING
}
