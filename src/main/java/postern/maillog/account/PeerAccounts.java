package postern.maillog.account;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import postern.maillog.Direction;
import postern.maillog.DirectionTotals;
import postern.maillog.HourTotals;
import postern.maillog.Peer;
import postern.maillog.PeerTotals;
import postern.maillog.TlsSession;
import postern.maillog.bytes.LogText;
import postern.maillog.line.Frame;
import postern.maillog.line.LogClock;
import postern.maillog.session.Detail;
import postern.maillog.session.OpenSession;
import postern.maillog.session.Verdict;

/// Adds sessions up for each peer. Memory stays bounded: beyond [#MOST_PEERS] further peers share one account
/// for each direction, and only so many sessions are kept with their lines.
public final class PeerAccounts {
    /// How many peers have an account of their own in each direction.
    public static final int MOST_PEERS = 50_000;

    private static final Peer OTHERS = new Peer("(others)", "");
    /// How many sessions of a peer are kept.
    static final int MOST_SAMPLES = 8;
    /// How many of those are alike.
    static final int SAMPLES_OF_A_KIND = 2;
    /// How many sessions are kept with their lines, two of a kind; of the rest one of a kind is kept without.
    public static final int MOST_WHOLE = 4000;

    private final LogClock clock;
    private final Map<Direction, Map<Peer, PeerAccount>> accounts = new EnumMap<>(Direction.class);
    private final Map<Direction, DirectionAccount> directions = new EnumMap<>(Direction.class);
    private final Set<Direction> logged = EnumSet.noneOf(Direction.class);
    private final Detail detail;
    private int samples;

    /// Nobody is known yet.
    public PeerAccounts(LogClock clock, Detail detail) {
        this.clock = clock;
        this.detail = detail;
    }

    /// The log shows TLS in this direction: its loglevel is not 0.
    public void logged(Direction direction) {
        logged.add(direction);
    }

    /// Adds a session that is over.
    public void add(OpenSession session) {
        Verdict verdict = session.verdict();
        direction(session.direction()).add(verdict, session.at(), session.mails());
        if (verdict.kind() != Verdict.Kind.NOTHING) {
            PeerAccount account = account(session.direction(), session.peer());
            account.add(verdict.kind(), session.mails());
            if (verdict.kind() != Verdict.Kind.CONTINUED) {
                sample(account, session, verdict);
            }
        }
    }

    /// Adds incoming sessions that were counted apart, over all peers.
    public void add(Tally.Counts counts) {
        if (!counts.direction().isEmpty()) {
            direction(Direction.INBOUND).add(counts.direction(), clock);
        }
        if (counts.direction().established() > 0) {
            logged(Direction.INBOUND);
        }
    }

    /// The account of a peer whose incoming sessions are counted apart, opened now if it has none.
    public PeerAccount meet(Peer peer) {
        return account(Direction.INBOUND, peer);
    }

    private DirectionAccount direction(Direction direction) {
        return directions.computeIfAbsent(direction, DirectionAccount::new);
    }

    private PeerAccount account(Direction direction, Peer peer) {
        Map<Peer, PeerAccount> peers = accounts.computeIfAbsent(direction, _ -> new HashMap<>());
        PeerAccount account = peers.get(peer);
        return account != null
                ? account
                : peers.computeIfAbsent(peers.size() < MOST_PEERS ? peer : OTHERS, _ -> new PeerAccount());
    }

    /// Keeps a session if the account has few like it.
    private void sample(PeerAccount account, OpenSession session, Verdict verdict) {
        if (detail == Detail.TOTALS) {
            return;
        }
        boolean whole = samples < MOST_WHOLE;
        int most = whole ? SAMPLES_OF_A_KIND : 1;
        if (account.samples().size() < MOST_SAMPLES && account.samplesLike(verdict) < most) {
            if (!whole) {
                session.forgetLines();
            }
            account.keep(session, verdict);
            samples++;
        }
    }

    /// The totals, most sessions first.
    public List<PeerTotals> totals() {
        return accounts.entrySet().stream()
                .flatMap(way -> way.getValue().entrySet().stream()
                        .filter(entry -> !entry.getValue().isEmpty())
                        .map(entry -> new Unranked(way.getKey(), entry.getKey(), entry.getValue())))
                .toList()
                .parallelStream()
                .map(each -> new Ranked(totals(each.direction(), each.peer(), each.account())))
                .sorted()
                .map(Ranked::totals)
                .toList();
    }

    private record Unranked(Direction direction, Peer peer, PeerAccount account) {}

    /// What totals are sorted by, made once for each.
    private record Ranked(PeerTotals totals, long sessions, String written) implements Comparable<Ranked> {
        Ranked(PeerTotals totals) {
            this(
                    totals,
                    totals.tls() + totals.failed() + totals.plaintext(),
                    totals.peer().toString());
        }

        @Override
        public int compareTo(Ranked other) {
            if (sessions != other.sessions) {
                return Long.compare(other.sessions, sessions);
            }
            int order = written.compareTo(other.written);
            return order == 0 ? totals.direction().compareTo(other.totals.direction()) : order;
        }
    }

    /// The totals over all peers.
    public List<DirectionTotals> directions() {
        return directions.entrySet().stream()
                .map(entry -> entry.getValue().totals(logged.contains(entry.getKey())))
                .toList();
    }

    /// The totals over all peers, hour by hour.
    public List<HourTotals> hours() {
        return directions.entrySet().stream()
                .flatMap(entry -> entry.getValue().hours(logged.contains(entry.getKey()), clock).stream())
                .sorted(Comparator.comparing(HourTotals::hour).thenComparing(HourTotals::direction))
                .toList();
    }

    private PeerTotals totals(Direction direction, Peer peer, PeerAccount account) {
        boolean shown = logged.contains(direction);
        return new PeerTotals(
                new Peer(LogText.shown(peer.name()), LogText.shown(peer.address())),
                direction,
                account.tls(),
                account.failed(),
                account.plaintext() + (shown ? account.silent() : 0),
                account.delivered(),
                account.samples().isEmpty()
                        ? List.of()
                        : account.samples().stream()
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
