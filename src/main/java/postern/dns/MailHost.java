package postern.dns;

import java.net.InetAddress;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;

/// A host that takes mail for a domain.
///
/// @param name       as the MX record names it
/// @param preference of the MX record; empty where the domain itself is the host
/// @param ipv4       its IPv4 addresses
/// @param ipv6       its IPv6 addresses
/// @param tlsa       the TLSA records of its port 25
/// @param reverse    its addresses with what the reverse DNS says, at most 8
public record MailHost(
        String name,
        OptionalInt preference,
        Lookup<InetAddress> ipv4,
        Lookup<InetAddress> ipv6,
        Lookup<TlsaRecord> tlsa,
        List<HostAddress> reverse) {
    public MailHost {
        reverse = List.copyOf(reverse);
    }

    /// Its addresses, IPv4 first.
    public List<InetAddress> addresses() {
        return Stream.concat(ipv4.records().stream(), ipv6.records().stream())
                .distinct()
                .toList();
    }

    /// What its name is an alias of. An MX record must not name an alias (RFC 5321 section 5.1).
    public List<String> aliases() {
        return ipv4.aliases().isEmpty() ? ipv6.aliases() : ipv4.aliases();
    }

    /// Whether it is known to have no address at all.
    public boolean hasNoAddress() {
        return addresses().isEmpty()
                && ipv4.failure().isEmpty()
                && ipv6.failure().isEmpty();
    }
}
