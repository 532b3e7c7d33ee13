package postern.probe;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import postern.tls.CipherSuite;
import postern.tls.KeyExchange;
import postern.tls.ProtocolVersion;
import postern.tls.VersionSupport;

/// Hellos that a server is known to answer, to be varied in one thing at a time.
///
/// @param seen   what the plain look showed
/// @param asking makes the hellos
record GoodHellos(Scan seen, VersionScan.Asking asking) {

    /// The newest version from TLS 1.0 to TLS 1.2 that the server accepts.
    Optional<ProtocolVersion> classic() {
        return seen.server().accepted().stream()
                .filter(version -> version.compareTo(ProtocolVersion.TLSV1) >= 0)
                .filter(version -> version != ProtocolVersion.TLSV1_3)
                .max(Comparator.naturalOrder());
    }

    /// TLS 1.3, if the server accepts it.
    Optional<ProtocolVersion> modern() {
        return seen.server().accepted().stream()
                .filter(version -> version == ProtocolVersion.TLSV1_3)
                .findFirst();
    }

    /// Whether the server accepts no version from TLS 1.0 on, as far as is known.
    boolean isEmpty() {
        return classic().isEmpty() && modern().isEmpty();
    }

    /// The suites the server accepts in a version, those with curves first and those with fixed keys last.
    List<CipherSuite> suites(ProtocolVersion version) {
        return seen.server().support(version) instanceof VersionSupport.Accepted accepted
                ? accepted.suites().items().stream()
                        .sorted(Comparator.comparing((CipherSuite suite) -> suite.isAnonymous())
                                .thenComparing(suite -> suite.keyExchange() != KeyExchange.ECDHE)
                                .thenComparing(suite -> !suite.keyExchange().isForwardSecret()))
                        .toList()
                : List.of();
    }

    /// Whether every suite of a version is known that the server accepts, be it none.
    boolean knowsAllSuites(ProtocolVersion version) {
        return switch (seen.server().support(version)) {
            case VersionSupport.Accepted accepted -> accepted.suites().complete();
            case VersionSupport.Refused _ -> true;
            case VersionSupport.Unknown _ -> false;
        };
    }

    /// All that the server accepts in a version.
    ClientHello of(ProtocolVersion version) {
        return asking.hello(version, suites(version));
    }

    /// The hello of the first conversation, which chose the first chain, where it led anywhere.
    ClientHello first(Optional<String> serverName) {
        ClientHello all = FullHandshake.hello(serverName);
        boolean worked = !seen.chains().isEmpty() && seen.failure().isEmpty();
        return worked ? all : classic().map(this::of).orElse(all).withServerName(serverName);
    }
}
