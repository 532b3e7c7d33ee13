package postern.check;

import java.util.List;
import java.util.Optional;
import postern.dns.Lookup;
import postern.dns.MxRecord;
import postern.dns.Resolver;
import postern.probe.Endpoint;

/// Tells a mail domain from a host, for people type either into one field.
public final class MailHosts {
    private MailHosts() {}

    /// Whether a text may name a mail domain: a bare name or a mail address. With a port, a scheme or an address it
    /// names a host.
    ///
    /// @param text     as typed
    /// @param endpoint what was read from it
    public static boolean mayBeOfDomain(String text, Endpoint endpoint) {
        return !text.contains(":")
                && endpoint.serverName().isPresent()
                && endpoint.address().isEmpty()
                && endpoint.host().contains(".")
                && !endpoint.host().endsWith(".invalid");
    }

    /// The MX records of a name; empty for a host, and where the DNS cannot be asked.
    ///
    /// @param resolver whom to ask; empty for the system's
    public static List<MxRecord> of(String name, Optional<Resolver> resolver) {
        Lookup<MxRecord> found = resolver.orElseGet(Resolver::system).mailExchangers(name);
        return found.records();
    }
}
