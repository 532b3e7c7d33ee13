package postern.maillog;

import java.util.List;
import java.util.Optional;

/// What a bounce or non-delivery report tells.
///
/// @param source  the file's name
/// @param system  the mail system that wrote it, for example `Gmail`; empty if not recognised
/// @param kind    what it says about TLS
/// @param status the code of the failure as RFC 3463 writes it, for example `4.7.5`; empty if it has none
/// @param remote the server that could not be delivered to; empty if it is not named
/// @param destination the domain of the recipient who was not reached; empty if none is named
/// @param sendAs whether Gmail tells of its own feature "Send mail as": then Gmail is no mail server that delivers,
///               but a client that logs in to ours, and it checks the certificate
/// @param lines  the lines that say so
public record Bounce(
        String source,
        Optional<String> system,
        Kind kind,
        Optional<String> status,
        Optional<String> remote,
        Optional<String> destination,
        boolean sendAs,
        List<LogLine> lines) {
    public Bounce {
        lines = List.copyOf(lines);
    }

    /// What went wrong, in the words of the sending system.
    public enum Kind {
        /// The TLS handshake failed ("TLS Negotiation failed").
        HANDSHAKE_FAILED,
        /// The certificate was not accepted.
        CERTIFICATE_REJECTED,
        /// TLS is demanded and was not offered, or not used by the side that should have.
        TLS_NOT_OFFERED,
        /// STARTTLS was offered and then refused (454).
        TLS_UNAVAILABLE,
        /// A published policy (MTA-STS, DANE) was not met.
        POLICY_NOT_MET,
        /// The other side never answered.
        UNREACHABLE,
        /// A refusal that has nothing to do with TLS.
        NOT_TLS,
        UNKNOWN
    }
}
