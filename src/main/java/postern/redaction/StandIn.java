package postern.redaction;

import java.util.Locale;

/// Something that was replaced.
///
/// @param original as it was first met
public record StandIn(Kind kind, String original, String standIn) {

    /// What was replaced.
    public enum Kind {
        /// A domain, or a host's part of a name.
        NAME,
        /// An IPv4 or IPv6 address.
        ADDRESS,
        /// A person: what stands before the `@`, an account, a name in a header.
        PERSON,
        /// An organisation or a private authority in a certificate.
        ORGANISATION;

        /// The stable word used as message key.
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
