package postern.dns;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.PTRRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.ResolverConfig;
import org.xbill.DNS.ReverseMap;
import org.xbill.DNS.TLSARecord;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;
import postern.tls.Answer;

/// Asks a recursive resolver, with DNSSEC (DO flag), each question within a few seconds.
public final class Resolver {
    private final Query query;
    private final Optional<InetSocketAddress> chosen;

    private Resolver(List<InetSocketAddress> servers, Optional<InetSocketAddress> chosen) {
        this.query = new Query(servers);
        this.chosen = chosen;
    }

    /// The resolvers this machine is set up with.
    public static Resolver system() {
        return new Resolver(ResolverConfig.getCurrentConfig().servers(), Optional.empty());
    }

    /// A resolver of the user's choice.
    public static Resolver at(InetSocketAddress server) {
        return new Resolver(List.of(server), Optional.of(server));
    }

    /// The resolver of the user's choice; empty for the system's.
    public Optional<InetSocketAddress> chosen() {
        return chosen;
    }

    /// Whether it validates DNSSEC: it vouches for the root zone, which is signed. Postfix asks the same
    /// (`dnssec_probe`, default `ns:.`, since 3.6).
    ///
    /// @return unknown where there is no answer about it
    public Answer validates() {
        return query.validates();
    }

    /// The MX records of a domain, lowest preference first, then by name.
    public Lookup<MxRecord> mailExchangers(String domain) {
        Lookup<MxRecord> found = ask(
                domain,
                Type.MX,
                record -> new MxRecord(
                        ((org.xbill.DNS.MXRecord) record).getPriority(),
                        Names.of(((org.xbill.DNS.MXRecord) record).getTarget().toString())));
        return found instanceof Lookup.Found<MxRecord>(var records, var aliases, boolean authenticated)
                ? new Lookup.Found<>(
                        records.stream()
                                .sorted(Comparator.comparingInt(MxRecord::preference)
                                        .thenComparing(MxRecord::host))
                                .toList(),
                        aliases,
                        authenticated)
                : found;
    }

    /// The IPv4 addresses of a host.
    public Lookup<InetAddress> ipv4(String host) {
        return ask(host, Type.A, record -> ((ARecord) record).getAddress());
    }

    /// The IPv6 addresses of a host.
    public Lookup<InetAddress> ipv6(String host) {
        return ask(host, Type.AAAA, record -> ((AAAARecord) record).getAddress());
    }

    /// The names of an address.
    public Lookup<String> names(InetAddress address) {
        return ask(
                ReverseMap.fromAddress(address),
                Type.PTR,
                record -> Names.of(((PTRRecord) record).getTarget().toString()));
    }

    /// The TLSA records of a host's port (RFC 6698 section 3).
    ///
    /// @param port 1 to 65535
    public Lookup<TlsaRecord> tlsa(String host, int port) {
        return ask(
                "_" + port + "._tcp." + host,
                Type.TLSA,
                record -> TlsaRecord.of(
                        ((TLSARecord) record).getCertificateUsage(),
                        ((TLSARecord) record).getSelector(),
                        ((TLSARecord) record).getMatchingType(),
                        ((TLSARecord) record).getCertificateAssociationData()));
    }

    /// The texts of a name, the strings of each record joined (RFC 8461 section 3.1).
    public Lookup<String> texts(String name) {
        return ask(name, Type.TXT, record -> joined((TXTRecord) record));
    }

    private static String joined(TXTRecord record) {
        StringBuilder text = new StringBuilder();
        record.getStringsAsByteArrays().forEach(bytes -> text.append(new String(bytes, StandardCharsets.UTF_8)));
        return Names.shown(text.toString());
    }

    private <T> Lookup<T> ask(String name, int type, Function<Record, T> reading) {
        try {
            return ask(Name.fromString(name, Name.root), type, reading);
        } catch (TextParseException e) {
            return new Lookup.Failed<>(Failure.NOT_ASKED, "not a name");
        }
    }

    private <T> Lookup<T> ask(Name name, int type, Function<Record, T> reading) {
        return switch (query.ask(name, type)) {
            case Lookup.Found<Record>(var records, var aliases, boolean authenticated) ->
                new Lookup.Found<>(records.stream().map(reading).toList(), aliases, authenticated);
            case Lookup.NoSuchName<Record>(var aliases, boolean authenticated) ->
                new Lookup.NoSuchName<>(aliases, authenticated);
            case Lookup.NoData<Record>(var aliases, boolean authenticated) ->
                new Lookup.NoData<>(aliases, authenticated);
            case Lookup.Failed<Record>(Failure failure, String detail) -> new Lookup.Failed<>(failure, detail);
        };
    }
}
