package postern.maillog;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import postern.tls.ProtocolVersion;

/// Adds sessions up for each peer. Memory stays bounded: beyond [#MOST_PEERS] further peers share one account
/// for each direction, and only so many lines are kept as samples.
final class PeerAccounts {
    /// How many peers have an account of their own in each direction.
    static final int MOST_PEERS = 50_000;

    private static final Peer OTHERS = new Peer("(others)", "");
    private static final int MOST_SAMPLES = 8;
    private static final int SAMPLES_OF_A_KIND = 2;
    private static final int MOST_LINES = 20_000;

    private final LogClock clock;
    private final Map<Direction, Map<Peer, Account>> accounts = new EnumMap<>(Direction.class);
    private final Map<Direction, DirectionAccount> directions = new EnumMap<>(Direction.class);
    private final Set<Direction> logged = EnumSet.noneOf(Direction.class);
    private int lines;

    PeerAccounts(LogClock clock) {
        this.clock = clock;
    }

    private static final class Account {
        final List<OpenSession> samples = new ArrayList<>(1);
        long tls;
        long failed;
        long plaintext;
        long silent;
        long delivered;
    }

    /// The log shows TLS in this direction: its loglevel is not 0.
    void logged(Direction direction) {
        logged.add(direction);
    }

    /// Adds a session that is over.
    void add(OpenSession session) {
        directions.computeIfAbsent(session.direction(), DirectionAccount::new).add(session);
        OpenSession.Kind kind = session.kind();
        if (kind == OpenSession.Kind.NOTHING) {
            return;
        }
        Account account = account(session.direction(), session.peer());
        account.delivered += session.mails();
        switch (kind) {
            case ESTABLISHED, ENCRYPTED -> account.tls++;
            case FAILED, UNAVAILABLE -> account.failed++;
            case PLAINTEXT -> account.plaintext++;
            case SILENT -> account.silent++;
            case NOTHING -> throw new IllegalStateException();
        }
        sample(account, session);
    }

    /// Adds an incoming session with TLS, if the account has enough samples of such.
    ///
    /// @return whether it was added; if not, the whole session is wanted
    boolean addEstablished(Peer peer, @Nullable LogTime at, ProtocolVersion version, int mails) {
        Account account = account(Direction.INBOUND, peer);
        if (account.samples.size() < MOST_SAMPLES) {
            int alike = 0;
            for (OpenSession sample : account.samples) {
                alike += sample.isEstablishedWith(version) ? 1 : 0;
            }
            if (alike < limit()) {
                return false;
            }
        }
        account.tls++;
        account.delivered += mails;
        directions.computeIfAbsent(Direction.INBOUND, DirectionAccount::new).addEstablished(at, version, mails);
        return true;
    }

    private Account account(Direction direction, Peer peer) {
        Map<Peer, Account> peers = accounts.computeIfAbsent(direction, _ -> new HashMap<>());
        Account account = peers.get(peer);
        return account != null
                ? account
                : peers.computeIfAbsent(peers.size() < MOST_PEERS ? peer : OTHERS, _ -> new Account());
    }

    private int limit() {
        return lines >= MOST_LINES ? 1 : SAMPLES_OF_A_KIND;
    }

    /// Keeps a session if the account has few like it.
    private void sample(Account account, OpenSession session) {
        if (account.samples.size() >= MOST_SAMPLES) {
            return;
        }
        int alike = 0;
        for (OpenSession sample : account.samples) {
            alike += sample.isLike(session) ? 1 : 0;
        }
        if (alike >= limit()) {
            return;
        }
        if (lines >= MOST_LINES) {
            session.lines().clear();
        }
        account.samples.add(session);
        lines += session.lines().size();
    }

    /// The totals, most sessions first.
    List<PeerTotals> totals() {
        return accounts.entrySet().stream()
                .flatMap(way -> way.getValue().entrySet().stream()
                        .map(entry -> totals(way.getKey(), entry.getKey(), entry.getValue())))
                .sorted(Comparator.comparingLong(PeerAccounts::sessions)
                        .reversed()
                        .thenComparing(totals -> totals.peer().toString())
                        .thenComparing(PeerTotals::direction))
                .toList();
    }

    /// The totals over all peers.
    List<DirectionTotals> directions() {
        return directions.entrySet().stream()
                .map(entry -> entry.getValue().totals(logged.contains(entry.getKey())))
                .toList();
    }

    /// The totals over all peers, hour by hour.
    List<HourTotals> hours() {
        return directions.entrySet().stream()
                .flatMap(entry -> entry.getValue().hours(logged.contains(entry.getKey()), clock).stream())
                .sorted(Comparator.comparing(HourTotals::hour).thenComparing(HourTotals::direction))
                .toList();
    }

    private static long sessions(PeerTotals totals) {
        return totals.tls() + totals.failed() + totals.plaintext();
    }

    private PeerTotals totals(Direction direction, Peer peer, Account account) {
        boolean shown = logged.contains(direction);
        return new PeerTotals(
                new Peer(LogText.shown(peer.name()), LogText.shown(peer.address())),
                direction,
                account.tls,
                account.failed,
                account.plaintext + (shown ? account.silent : 0),
                account.delivered,
                account.samples.stream()
                        .sorted(Comparator.comparingLong(OpenSession::number))
                        .flatMap(sample -> settled(sample, shown).stream())
                        .toList());
    }

    private Optional<TlsSession> settled(OpenSession session, boolean shown) {
        return session.outcome(shown)
                .map(outcome -> new TlsSession(
                        session.direction(),
                        session.service(),
                        session.peer(),
                        Optional.ofNullable(session.at()).map(clock::settled),
                        outcome,
                        session.lines().stream().map(Frame::shown).toList()));
    }
}
