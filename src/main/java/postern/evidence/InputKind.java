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
    /// What tools that test TLS print: testssl.sh, sslscan, nmap, gnutls-cli, posttls-finger, swaks, CheckTLS.
    TLS_TEST,
    /// What a server listens on, by `ss`, `netstat` or `sockstat`.
    PORTS,
    /// A report of a sending organisation (RFC 8460).
    TLS_REPORT,
    /// Output of the collector's script.
    COLLECTED,
    /// Several inputs one after another.
    MIXED,
    /// Output of a DNS tool, or an MTA-STS policy.
    DNS,
    /// OpenSSL's own settings, openssl.cnf.
    OPENSSL_CNF,
    /// The first message of a handshake, as Wireshark or tshark shows it.
    CLIENT_HELLO,
    /// Text that no reader knows.
    UNKNOWN,
    EMPTY,
    /// Not text.
    BINARY
}
