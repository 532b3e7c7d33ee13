package postern.dns;

import java.util.Locale;

/// Why a question to the DNS stayed without an answer.
public enum Failure {
    /// No answer within the deadline.
    TIMED_OUT,
    /// The resolver cannot be reached, or none is configured.
    UNREACHABLE,
    /// SERVFAIL: the resolver got no usable answer from the zone's servers.
    SERVER_FAILURE,
    /// The resolver rejects the answer because its DNSSEC signatures do not fit: told by the resolver
    /// (RFC 8914), or SERVFAIL that becomes an answer only when checking is switched off (RFC 4035 section 3.2.2).
    BOGUS,
    /// The resolver refuses to answer us, or does not resolve for others.
    REFUSED,
    /// The answer cannot be read or is not one to the question.
    MALFORMED,
    /// Aliases run in a circle or go on for too long.
    ALIAS_LOOP,
    /// Not asked: there was too much to ask, or the user stopped it.
    NOT_ASKED;

    /// The stable word used in JSON and as message key.
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
