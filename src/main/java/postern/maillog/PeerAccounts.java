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

/// Adds sessions up for each peer. Memory stays bounded: beyond [#MOST_PEERS] further peers share one account
/// for each direction, and only so many lines are kept as samples.
final class PeerAccounts {
    /// How many peers have an account of their own.
    static final int MOST_PEERS = 50_000;

    private static final Peer OTHERS = new Peer("(others)", "");
    private static final int MOST_SAMPLES = 8;
    private static final int SAMPLES_OF_A_KIND = 2;
    private static final int MOST_LINES = 20_000;

    private final LogClock clock;
    private final Map<Key, Account> accounts = new HashMap<>();
    private final Set<Direction> logged = EnumSet.noneOf(Direction.class);
    private int lines;

    PeerAccounts(LogClock clock) {
        this.clock = clock;
    }

    private record Key(Direction direction, Peer peer) {}

    private static final class Account {
        final Map<OpenSession.Kind, Integer> sampled = new EnumMap<>(OpenSession.Kind.class);
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
        OpenSession.Kind kind = session.kind();
        if (kind == OpenSession.Kind.NOTHING) {
            return;
        }
        Key key = new Key(session.direction(), session.peer());
        Account account = accounts.get(key);
        if (account == null) {
            key = accounts.size() < MOST_PEERS ? key : new Key(session.direction(), OTHERS);
            account = accounts.computeIfAbsent(key, _ -> new Account());
        }
        account.delivered += session.mails();
        switch (kind) {
            case ESTABLISHED, ENCRYPTED -> account.tls++;
            case FAILED, UNAVAILABLE -> account.failed++;
            case PLAINTEXT -> account.plaintext++;
            case SILENT -> account.silent++;
            case NOTHING -> throw new IllegalStateException();
        }
        sample(account, session, kind);
    }

    private void sample(Account account, OpenSession session, OpenSession.Kind kind) {
        boolean full = lines >= MOST_LINES;
        int limit = full ? 1 : SAMPLES_OF_A_KIND;
        if (account.sampled.getOrDefault(kind, 0) >= limit || account.samples.size() >= MOST_SAMPLES) {
            return;
        }
        if (full) {
            session.lines().clear();
        }
        account.sampled.merge(kind, 1, Integer::sum);
        account.samples.add(session);
        lines += session.lines().size();
    }

    /// The totals, most sessions first.
    List<PeerTotals> totals() {
        return accounts.entrySet().stream()
                .map(entry -> totals(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingLong(PeerAccounts::sessions)
                        .reversed()
                        .thenComparing(totals -> totals.peer().toString())
                        .thenComparing(PeerTotals::direction))
                .toList();
    }

    private static long sessions(PeerTotals totals) {
        return totals.tls() + totals.failed() + totals.plaintext();
    }

    private PeerTotals totals(Key key, Account account) {
        boolean shown = logged.contains(key.direction());
        return new PeerTotals(
                new Peer(
                        LogText.shown(key.peer().name()),
                        LogText.shown(key.peer().address())),
                key.direction(),
                account.tls,
                account.failed,
                account.plaintext + (shown ? account.silent : 0),
                account.delivered,
                account.samples.stream()
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
