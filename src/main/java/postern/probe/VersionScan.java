package postern.probe;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import postern.tls.CipherSuite;
import postern.tls.Known;
import postern.tls.ProtocolVersion;
import postern.tls.SuiteOrder;
import postern.tls.VersionSupport;

/// Finds out how a server treats one version: offers every suite, strikes the one it chose, and asks again
/// until nothing is left that it accepts. That is the fewest connections that name every suite.
final class VersionScan {
    /// protocol_version (RFC 8446 section 6).
    private static final int PROTOCOL_VERSION = 70;

    /// So many suites leave a hello below 512 bytes.
    private static final int SHORT = 100;

    private final ProtocolVersion version;
    private final Asking asking;
    private final Set<CipherSuite> accepted = new LinkedHashSet<>();
    private final List<ServerFlight> flights = new ArrayList<>();
    private @Nullable ProtocolVersion chosen;
    private boolean parted;

    private VersionScan(ProtocolVersion version, Asking asking) {
        this.version = version;
        this.asking = asking;
    }

    /// Asks a server one hello.
    interface Asking {
        /// Asks over a new connection.
        ///
        /// @param whole whether certificates and key exchange are wanted as well
        ServerFlight ask(ClientHello hello, boolean whole) throws TroubleException;

        /// A hello with the server name of this scan.
        ClientHello hello(ProtocolVersion version, List<CipherSuite> suites);

        /// Whose preference decides: asked only if the answer is not known from another version.
        SuiteOrder order(ProtocolVersion version, Supplier<SuiteOrder> question);
    }

    /// What came of it.
    ///
    /// @param flights the server's answers, one for each suite
    record Found(VersionSupport support, List<ServerFlight> flights) {
        Found {
            flights = List.copyOf(flights);
        }
    }

    static Found of(ProtocolVersion version, Asking asking) {
        return new VersionScan(version, asking).scan();
    }

    private Found scan() {
        Optional<Trouble> end = strike(candidates(version));
        if (accepted.isEmpty() && end.filter(this::mayBeTheLength).isPresent()) {
            end = strikeInParts();
        }
        return end.map(this::ended).orElseGet(() -> found(true));
    }

    /// Some servers and what stands before them drop a hello that is longer than 511 bytes.
    private boolean mayBeTheLength(Trouble trouble) {
        return trouble instanceof Trouble.Closed && candidates(version).size() > SHORT;
    }

    private Optional<Trouble> strikeInParts() {
        parted = true;
        List<CipherSuite> all = candidates(version);
        Optional<Trouble> end = Optional.empty();
        for (int from = 0; from < all.size(); from += SHORT) {
            end = strike(all.subList(from, Math.min(all.size(), from + SHORT)));
            boolean silent = accepted.isEmpty() && end.orElse(null) instanceof Trouble.Closed;
            if (silent || !end.map(VersionScan::isRefusal).orElse(true)) {
                return end;
            }
        }
        return end;
    }

    /// Asks until nothing is left of the offer that the server accepts.
    ///
    /// @return what ended it; empty if every suite was accepted
    private Optional<Trouble> strike(List<CipherSuite> offer) {
        List<CipherSuite> remaining = new ArrayList<>(offer);
        while (!remaining.isEmpty()) {
            try {
                ServerFlight flight = asking.ask(asking.hello(version, remaining), wantsKeys());
                if (flight.version() != version) {
                    chosen = flight.version();
                    return Optional.of(new Trouble.Alert(PROTOCOL_VERSION));
                }
                if (!remaining.remove(flight.suite())) {
                    return Optional.of(new Trouble.NotTls());
                }
                accepted.add(flight.suite());
                flights.add(flight);
            } catch (TroubleException e) {
                return Optional.of(e.trouble());
            }
        }
        return Optional.empty();
    }

    /// Certificates and groups are read until each kind of authentication has been met; TLS 1.3 encrypts them.
    private boolean wantsKeys() {
        long kinds =
                accepted.stream().map(CipherSuite::authentication).distinct().count();
        return kinds < 3 && version != ProtocolVersion.TLSV1_3;
    }

    private static boolean isRefusal(Trouble trouble) {
        return switch (trouble) {
            case Trouble.Alert _, Trouble.Closed _ -> true;
            case Trouble.NameUnknown _,
                    Trouble.ConnectionRefused _,
                    Trouble.Unreachable _,
                    Trouble.TimedOut _,
                    Trouble.ErrorReply _,
                    Trouble.WrongProtocol _,
                    Trouble.StartTlsNotOffered _,
                    Trouble.NotTls _,
                    Trouble.TooMuch _,
                    Trouble.Cancelled _ -> false;
        };
    }

    /// A refusal ends the list; anything else leaves it open.
    private Found ended(Trouble trouble) {
        if (!accepted.isEmpty()) {
            return found(isRefusal(trouble));
        }
        if (chosen != null) {
            return new Found(new VersionSupport.Refused("chose " + chosen), flights);
        }
        String why = trouble instanceof Trouble.Alert(int description) ? "alert " + description : trouble.id();
        return new Found(
                isRefusal(trouble) ? new VersionSupport.Refused(why) : new VersionSupport.Unknown(why), flights);
    }

    private Found found(boolean complete) {
        List<CipherSuite> suites = List.copyOf(accepted);
        return new Found(new VersionSupport.Accepted(new Known<>(suites, complete), order(suites)), flights);
    }

    /// Where the server did not choose in the order it was offered, it has a preference of its own. Where it
    /// did, it may have the same: two suites are offered the other way round.
    private SuiteOrder order(List<CipherSuite> suites) {
        if (suites.size() < 2 || parted) {
            return SuiteOrder.UNKNOWN;
        }
        List<CipherSuite> asOffered =
                candidates(version).stream().filter(suites::contains).toList();
        return suites.equals(asOffered) ? asking.order(version, () -> reversed(suites)) : SuiteOrder.SERVER;
    }

    private SuiteOrder reversed(List<CipherSuite> suites) {
        List<CipherSuite> offered = List.of(suites.getLast(), suites.getFirst());
        try {
            ServerFlight flight = asking.ask(asking.hello(version, offered), false);
            return flight.suite().equals(suites.getFirst()) ? SuiteOrder.SERVER : SuiteOrder.CLIENT;
        } catch (TroubleException _) {
            return SuiteOrder.UNKNOWN;
        }
    }

    /// Every suite that could be used in a version, weakest forms last. A server with a preference picks by
    /// its own order anyway.
    static List<CipherSuite> candidates(ProtocolVersion version) {
        return IntStream.range(0, 0x10000)
                .mapToObj(CipherSuite::coded)
                .flatMap(suite -> suite.stream())
                .filter(suite -> suite.usableIn(version))
                .sorted(Comparator.comparing(CipherSuite::isAnonymous)
                        .thenComparing(
                                Comparator.comparingInt(CipherSuite::bits).reversed()))
                .toList();
    }
}
