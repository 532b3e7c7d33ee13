package postern.maillog;

import java.util.ArrayList;
import java.util.Comparator;
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
    private static final int SAMPLES_OF_A_KIND = 3;
    private static final int SAMPLES_OF_THE_SAME = 2;
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
        final Map<Class<?>, Long> sessions = new HashMap<>();
        final List<OpenSession> samples = new ArrayList<>(1);
        long silent;
        long delivered;
    }

    /// The log shows TLS in this direction: its loglevel is not 0.
    void logged(Direction direction) {
        logged.add(direction);
    }

    /// Adds a session that is over.
    void add(OpenSession session) {
        Optional<SessionOutcome> outcome = session.outcome(false);
        if (outcome.isEmpty()) {
            return;
        }
        Key key = new Key(session.direction(), session.peer());
        Account account = accounts.get(key);
        if (account == null) {
            key = accounts.size() < MOST_PEERS ? key : new Key(session.direction(), OTHERS);
            account = accounts.computeIfAbsent(key, _ -> new Account());
        }
        account.delivered += session.mails();
        if (session.outcome(true).equals(outcome)) {
            account.sessions.merge(outcome.get().getClass(), 1L, Long::sum);
        } else {
            account.silent++;
        }
        sample(account, session, outcome.get());
    }

    private void sample(Account account, OpenSession session, SessionOutcome outcome) {
        long alike = account.samples.stream()
                .flatMap(sample -> sample.outcome(false).stream())
                .filter(other -> other.getClass() == outcome.getClass())
                .count();
        long same = account.samples.stream()
                .filter(sample -> sample.outcome(true).equals(session.outcome(true)))
                .count();
        boolean full = lines >= MOST_LINES;
        boolean tellsMore = full ? alike == 0 : alike < SAMPLES_OF_A_KIND && same < SAMPLES_OF_THE_SAME;
        if (tellsMore && account.samples.size() < MOST_SAMPLES) {
            if (full) {
                session.lines().clear();
            }
            account.samples.add(session);
            lines += session.lines().size();
        }
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
        long plaintext = count(account, SessionOutcome.Plaintext.class) + (shown ? account.silent : 0);
        return new PeerTotals(
                new Peer(
                        LogText.shown(key.peer().name()),
                        LogText.shown(key.peer().address())),
                key.direction(),
                count(account, SessionOutcome.Established.class) + count(account, SessionOutcome.Unlogged.class),
                count(account, SessionOutcome.Failed.class) + count(account, SessionOutcome.Unavailable.class),
                plaintext,
                account.delivered,
                account.samples.stream()
                        .flatMap(sample -> settled(sample, shown).stream())
                        .toList());
    }

    private static long count(Account account, Class<? extends SessionOutcome> kind) {
        return account.sessions.getOrDefault(kind, 0L);
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
