package postern.maillog;

import java.util.Optional;
import postern.openssl.OpenSslError;
import postern.tls.Answer;
import postern.tls.ProtocolVersion;

/// How a session with a peer ended, as far as TLS is concerned.
public sealed interface SessionOutcome {

    /// TLS was established.
    ///
    /// @param version the version agreed
    /// @param cipher  the suite's OpenSSL name as logged
    /// @param trust   the word before `TLS connection established`: Anonymous, Untrusted,
    ///                Trusted, Verified; empty if none
    record Established(ProtocolVersion version, String cipher, String trust) implements SessionOutcome {}

    /// STARTTLS was given and the handshake failed.
    ///
    /// @param error  the library's error; empty if none was logged
    /// @param reason what the log says about it, in its own words
    record Failed(Optional<OpenSslError> error, String reason) implements SessionOutcome {}

    /// Mail or commands passed without TLS.
    ///
    /// @param afterFailure whether the same sender had failed a handshake shortly before
    record Plaintext(boolean afterFailure) implements SessionOutcome {}

    /// TLS was asked for and the server could not begin it (454 4.7.0).
    record Unavailable(String reason) implements SessionOutcome {}

    /// Mail or commands passed, and the log is kept too short to say how: `smtpd_tls_loglevel` or
    /// `smtp_tls_loglevel` is 0, the default.
    ///
    /// @param tls yes if the server's statistics count a STARTTLS that went well, so that only version and
    ///            suite are not known; else unknown
    record Unlogged(Answer tls) implements SessionOutcome {}
}
