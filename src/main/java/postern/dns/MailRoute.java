package postern.dns;

import java.util.List;

/// Where mail for a domain goes (RFC 5321 section 5.1).
public sealed interface MailRoute {

    /// To hosts named by MX records.
    ///
    /// @param hosts         in the order senders try them, at most 20
    /// @param unlisted      how many more there are
    /// @param authenticated whether the resolver vouches for the records
    record Exchangers(List<MailHost> hosts, int unlisted, boolean authenticated) implements MailRoute {
        public Exchangers {
            hosts = List.copyOf(hosts);
        }
    }

    /// To the domain's own addresses, for it has no MX record.
    record Implicit(MailHost host) implements MailRoute {}

    /// Nowhere: the domain says that it takes no mail (RFC 7505).
    record NullMx() implements MailRoute {}

    /// Nowhere: the domain does not exist, or has neither MX record nor address.
    ///
    /// @param exists whether the domain exists
    record Nowhere(boolean exists) implements MailRoute {}

    /// Not known.
    record Unknown(Failure why, String detail) implements MailRoute {}

    /// The hosts, as far as they are known.
    default List<MailHost> hosts() {
        return switch (this) {
            case Exchangers(var hosts, var _, var _) -> hosts;
            case Implicit(var host) -> List.of(host);
            case NullMx _, Nowhere _, Unknown _ -> List.of();
        };
    }
}
