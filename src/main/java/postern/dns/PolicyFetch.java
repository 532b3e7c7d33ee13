package postern.dns;

/// What came of fetching a policy from its host.
public sealed interface PolicyFetch {

    /// A text came, policy or not.
    record Fetched(StsPolicyReading reading) implements PolicyFetch {}

    /// The host has no address.
    record NoHost() implements PolicyFetch {}

    /// The host's certificate does not verify: senders must not go on (RFC 8461 section 3.3).
    ///
    /// @param detail what the verification said
    record CertificateRejected(String detail) implements PolicyFetch {}

    /// Another answer than 200. Redirects must not be followed (RFC 8461 section 3.3).
    ///
    /// @param status the HTTP status, 100 to 599
    record OtherStatus(int status) implements PolicyFetch {
        /// Whether it points elsewhere.
        public boolean isRedirect() {
            return status >= 300 && status < 400;
        }
    }

    /// More than 64 kB, the limit that RFC 8461 section 3.3 suggests.
    record TooLarge() implements PolicyFetch {}

    /// Nothing that can be read came: refused, reset, timed out, not HTTPS.
    ///
    /// @param refused whether the host itself refused the connection, which cannot be our network's doing alone
    /// @param detail  what the system said
    record NoAnswer(boolean refused, String detail) implements PolicyFetch {}

    /// Not known: the host's address could not be looked up.
    record Unknown(Failure why) implements PolicyFetch {}

    /// Whether senders get no policy, whatever the reason; false also where that is not known.
    default boolean isUnreachable() {
        return switch (this) {
            case NoHost _, CertificateRejected _, OtherStatus _, TooLarge _ -> true;
            case NoAnswer(boolean refused, var _) -> refused;
            case Fetched _, Unknown _ -> false;
        };
    }
}
