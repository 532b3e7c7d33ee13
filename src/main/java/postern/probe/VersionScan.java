package postern.probe;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import postern.tls.CipherSuite;
import postern.tls.KeyExchange;
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

    private static final int AT_ONCE = 5;

    /// Neighbours are alike, so that a server takes them both or neither.
    private static final Comparator<CipherSuite> KINDRED = Comparator.comparing(CipherSuite::authentication)
            .thenComparing(CipherSuite::keyExchange)
            .thenComparing(CipherSuite::encryption);

    private static final Map<ProtocolVersion, List<CipherSuite>> CANDIDATES = new ConcurrentHashMap<>();

    private final ProtocolVersion version;
    private final Asking asking;
    private final List<CipherSuite> remaining;
    private List<CipherSuite> chosenFrom;
    private final SequencedSet<CipherSuite> accepted = new LinkedHashSet<>();
    private final List<ServerFlight> flights = new ArrayList<>();
    private @Nullable ProtocolVersion chosen;
    private boolean begun;
    private volatile @Nullable ServerFlight mirrored;
    private Optional<TroubleException> ending = Optional.empty();
    private SuiteOrder order = SuiteOrder.UNKNOWN;
    private boolean parted;

    VersionScan(ProtocolVersion version, Asking asking) {
        this.version = version;
        this.asking = asking;
        this.remaining = new ArrayList<>(candidates(version));
        this.chosenFrom = candidates(version);
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
        return new VersionScan(version, asking).rest();
    }

    ProtocolVersion version() {
        return version;
    }

    /// Whether the server answered only once hellos were short.
    boolean wasTooLong() {
        return parted && !accepted.isEmpty();
    }

    /// Asks the first hello, which tells whether the version is spoken and which suite comes of it.
    Found first() {
        begun = true;
        ending = ask(remaining);
        return ending.map(this::ended).orElseGet(() -> found(false, SuiteOrder.UNKNOWN));
    }

    /// Takes what a whole handshake agreed on for the answer to the first hello.
    ///
    /// @param offer the suites of that handshake
    void met(ServerFlight agreed, List<CipherSuite> offer) {
        if (agreed.version() == version && remaining.remove(agreed.suite())) {
            begun = true;
            chosenFrom = offer;
            keep(agreed);
        }
    }

    /// Asks the hello that tells whose order decides; may be done beside the first. Where the answer is missing, it is
    /// asked again in its turn.
    void mirror() {
        try {
            mirrored = askMirrored();
        } catch (TroubleException _) {
            mirrored = null;
        }
    }

    /// Goes on until every suite is named, or begins with that.
    Found rest() {
        if (!begun) {
            first();
        }
        if (ending.isEmpty() && asksOrderFirst()) {
            ending = decideOrder();
        }
        if (ending.isEmpty()) {
            ending = order == SuiteOrder.CLIENT && version == ProtocolVersion.TLSV1_2
                    ? strikeAtOnce()
                    : strike(remaining);
        }
        if (accepted.isEmpty() && ending.filter(VersionScan::isSilent).isPresent()) {
            ending = strikeInParts();
        }
        return ending.map(this::ended).orElseGet(() -> found(true, order()));
    }

    /// The newer versions are asked whose order decides before all else: where it is the client's, the suites
    /// can be asked about several at a time.
    private boolean asksOrderFirst() {
        return version.compareTo(ProtocolVersion.TLSV1_2) >= 0;
    }

    /// A server with a preference of its own chooses the same again, one that follows the client names another suite.
    private Optional<TroubleException> decideOrder() {
        ServerFlight flight = mirrored;
        try {
            if (flight == null) {
                flight = askMirrored();
            }
        } catch (TroubleException e) {
            return Optional.of(e);
        }
        if (!chosenFrom.contains(flight.suite())) {
            // The handshake did not offer it, so what it chose was perhaps no favourite.
            return beginAnew().or(this::decideOrder);
        }
        boolean same = flight.suite().equals(accepted.getFirst());
        order = asking.order(version, () -> same ? SuiteOrder.SERVER : SuiteOrder.CLIENT);
        if (same) {
            return Optional.empty();
        }
        if (!remaining.remove(flight.suite())) {
            return Optional.of(new TroubleException(new Trouble.NotTls()));
        }
        keep(flight);
        return Optional.empty();
    }

    private Optional<TroubleException> beginAnew() {
        remaining.addAll(0, accepted);
        accepted.clear();
        chosenFrom = candidates(version);
        return ask(remaining);
    }

    /// Offers everything the other way round, and last what the server chose before.
    private ServerFlight askMirrored() throws TroubleException {
        List<CipherSuite> offer = new ArrayList<>(candidates(version).reversed());
        synchronized (this) {
            offer.removeAll(accepted);
            offer.addAll(accepted);
        }
        return asking.ask(asking.hello(version, offer), wantsKeys());
    }

    /// Deals what is left into lists of about the same length that are asked about at the same time. Each costs a
    /// refusal of its own.
    private Optional<TroubleException> strikeAtOnce() {
        List<List<CipherSuite>> lists = Stream.generate(() -> (List<CipherSuite>) new ArrayList<CipherSuite>())
                .limit(AT_ONCE)
                .toList();
        List<CipherSuite> dealt = remaining.stream().sorted(KINDRED).toList();
        for (int i = 0; i < dealt.size(); i++) {
            lists.get(i % AT_ONCE).add(dealt.get(i));
        }
        List<Optional<TroubleException>> ends;
        try (ExecutorService tasks = Executors.newVirtualThreadPerTaskExecutor()) {
            ends =
                    lists.stream()
                            .map(list -> CompletableFuture.supplyAsync(() -> strike(list), tasks))
                            .toList()
                            .stream()
                            .map(CompletableFuture::join)
                            .toList();
        }
        return ends.stream()
                .filter(end -> end.filter(trouble -> !trouble.isRefusal()).isPresent())
                .findFirst()
                .orElse(Optional.empty());
    }

    /// Whether the server closed the connection without an alert.
    private static boolean isSilent(TroubleException e) {
        return e.isRefusal() && e.trouble() instanceof Trouble.Closed;
    }

    /// Some servers and what stands before them drop a hello that is longer than 511 bytes. Some hang up
    /// because they chose a suite that they cannot serve, such as one of finite-field Diffie-Hellman
    /// without parameters (Dovecot without `ssl_dh`). A short hello with what everybody can serve passes
    /// both; the others are asked after it did.
    private Optional<TroubleException> strikeInParts() {
        List<CipherSuite> elliptic = candidates(version).stream()
                .filter(suite -> suite.keyExchange() == KeyExchange.ECDHE)
                .toList();
        List<CipherSuite> others = candidates(version).stream()
                .filter(suite -> suite.keyExchange() != KeyExchange.ECDHE)
                .toList();
        List<List<CipherSuite>> parts =
                Stream.of(elliptic, others).flatMap(VersionScan::shortened).toList();
        parted = candidates(version).size() > SHORT;
        Optional<TroubleException> end = ending;
        for (List<CipherSuite> part : parts) {
            end = strike(part);
            boolean silent = end.map(TroubleException::trouble).orElse(null) instanceof Trouble.Closed;
            if (silent && !elliptic.containsAll(part)) {
                parted = false;
            }
            if ((silent && accepted.isEmpty())
                    || !end.map(TroubleException::isRefusal).orElse(true)) {
                return end;
            }
        }
        return end;
    }

    private static Stream<List<CipherSuite>> shortened(List<CipherSuite> suites) {
        return IntStream.iterate(0, from -> from < suites.size(), from -> from + SHORT)
                .mapToObj(from -> suites.subList(from, Math.min(suites.size(), from + SHORT)));
    }

    /// Asks until nothing is left of the offer that the server accepts.
    ///
    /// @return what ended it; empty if every suite was accepted
    private Optional<TroubleException> strike(List<CipherSuite> offer) {
        List<CipherSuite> left = new ArrayList<>(offer);
        Optional<TroubleException> end = Optional.empty();
        while (!left.isEmpty() && end.isEmpty()) {
            end = ask(left);
        }
        return end;
    }

    /// Asks one hello and strikes what was chosen.
    ///
    /// @return what kept it from a choice; empty if there was one
    private Optional<TroubleException> ask(List<CipherSuite> offer) {
        try {
            ServerFlight flight = asking.ask(asking.hello(version, offer), wantsKeys());
            if (flight.version() != version) {
                chosen = flight.version();
                return Optional.of(new TroubleException(new Trouble.Alert(PROTOCOL_VERSION)));
            }
            if (!offer.remove(flight.suite())) {
                return Optional.of(new TroubleException(new Trouble.NotTls()));
            }
            keep(flight);
            return Optional.empty();
        } catch (TroubleException e) {
            return Optional.of(e);
        }
    }

    private synchronized void keep(ServerFlight flight) {
        accepted.add(flight.suite());
        flights.add(flight);
    }

    /// Certificates and groups are read until each kind of authentication has been met; TLS 1.3 encrypts them.
    private synchronized boolean wantsKeys() {
        long kinds =
                accepted.stream().map(CipherSuite::authentication).distinct().count();
        return kinds < 3 && version != ProtocolVersion.TLSV1_3;
    }

    /// A refusal ends the list; anything else leaves it open.
    private Found ended(TroubleException end) {
        if (!accepted.isEmpty()) {
            return found(end.isRefusal(), order());
        }
        if (chosen != null) {
            return new Found(new VersionSupport.Refused("chose " + chosen), flights);
        }
        return new Found(
                end.isRefusal() ? new VersionSupport.Refused(end.word()) : new VersionSupport.Unknown(end.word()),
                flights);
    }

    private Found found(boolean complete, SuiteOrder whose) {
        List<CipherSuite> suites = whose == SuiteOrder.CLIENT ? asOffered() : List.copyOf(accepted);
        return new Found(new VersionSupport.Accepted(new Known<>(suites, complete), whose), flights);
    }

    private List<CipherSuite> asOffered() {
        return candidates(version).stream().filter(accepted::contains).toList();
    }

    /// Where the server did not choose in the order it was offered, it has a preference of its own. Where it
    /// did, it may have the same: two suites are offered the other way round.
    private SuiteOrder order() {
        if (accepted.size() < 2 || parted) {
            return SuiteOrder.UNKNOWN;
        }
        if (order != SuiteOrder.UNKNOWN) {
            return order;
        }
        List<CipherSuite> suites = List.copyOf(accepted);
        return suites.equals(asOffered()) ? asking.order(version, () -> reversed(suites)) : SuiteOrder.SERVER;
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
        return CANDIDATES.computeIfAbsent(version, VersionScan::usableIn);
    }

    private static List<CipherSuite> usableIn(ProtocolVersion version) {
        return CipherSuite.all().stream()
                .filter(suite -> suite.usableIn(version))
                .sorted(Comparator.comparing(CipherSuite::isAnonymous)
                        .thenComparing(
                                Comparator.comparingInt(CipherSuite::bits).reversed()))
                .toList();
    }
}
