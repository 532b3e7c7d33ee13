package postern.maillog;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import postern.tls.ProtocolVersion;

/// Counts incoming connections that are like many before: of everything alike the first few are wanted whole, as
/// samples, the others add to a number.
///
/// Several tallies share a log, each with parts of it in their order. What is among the first few of the whole log
/// is among the first few of some tally, so that the samples do not depend on who read which part.
final class Tally {
    private static final int MOST_PEERS = PeerAccounts.MOST_PEERS;
    private static final int MOST_WANTED = 2 * PeerAccounts.MOST_SAMPLES;
    private static final int EVENTS_OF_A_KIND = 200;
    private static final int MOST_EVENTS = 1000;

    private final TextTable<Known> known = new TextTable<>();
    private final Map<Event, Integer> wanted = new HashMap<>();
    private final Detail detail;
    private Counts counts = new Counts();
    private int whole;

    /// @param detail how much is to be kept of sessions
    Tally(Detail detail) {
        this.detail = detail;
    }

    /// A message beside the sessions.
    ///
    /// @param id      its name in `messages.tsv`
    /// @param service the program that logged it
    /// @param sort    what tells lines of this name apart, an SMTP status for example; empty if nothing does
    record Event(String id, String service, String sort) {

        /// Spelled out, because what is made for records is slow until Java optimises it.
        @Override
        public boolean equals(Object other) {
            return other instanceof Event event
                    && sort.equals(event.sort)
                    && id.equals(event.id)
                    && service.equals(event.service);
        }

        @Override
        public int hashCode() {
            return 31 * (31 * sort.hashCode() + id.hashCode()) + service.hashCode();
        }
    }

    /// A peer, the ways its sessions went that were wanted whole, and the others added up.
    private static final class Known {
        final Peer peer;
        final List<Verdict> wanted = new ArrayList<>(2);
        final PeerAccount account = new PeerAccount();
        /// The verdicts without words of which there are enough; it stays so.
        final Set<ProtocolVersion> enoughVersions = EnumSet.noneOf(ProtocolVersion.class);
        final Set<Verdict.Kind> enoughKinds = EnumSet.noneOf(Verdict.Kind.class);
        /// Whether it is known at the next session as well.
        boolean stays;
        /// Whether a session with it was counted.
        boolean met;

        Known(Peer peer) {
            this.peer = peer;
        }

        boolean wants(Verdict verdict, int most) {
            ProtocolVersion version = verdict.version();
            if (version != null && verdict.kind() == Verdict.Kind.ESTABLISHED) {
                return wants(enoughVersions, version, verdict, most);
            }
            return verdict.isFailure() ? few(verdict, most) : wants(enoughKinds, verdict.kind(), verdict, most);
        }

        private <T> boolean wants(Set<T> enough, T sort, Verdict verdict, int most) {
            if (enough.contains(sort)) {
                return false;
            }
            boolean wants = few(verdict, most);
            if (!wants) {
                enough.add(sort);
            }
            return wants;
        }

        private boolean few(Verdict verdict, int most) {
            int alike = 0;
            for (int i = 0; i < wanted.size() && alike < most; i++) {
                alike += wanted.get(i).equals(verdict) ? 1 : 0;
            }
            return alike < most && wanted.size() < MOST_WANTED;
        }
    }

    /// What was counted.
    ///
    /// @param direction over all peers
    /// @param events    messages beside the sessions
    record Counts(DirectionAccount direction, Map<Event, Long> events) {
        Counts() {
            this(new DirectionAccount(Direction.INBOUND), new HashMap<>());
        }
    }

    /// What is to be done with a connection.
    ///
    /// @param peer   the peer
    /// @param wanted how much of it is wanted; if nothing, it was counted
    record Answer(Peer peer, Wanted wanted) {}

    /// How much of a connection is wanted.
    enum Wanted {
        NOTHING,
        /// Whom it was with, of whom nothing was counted before.
        PEER,
        /// How it went, as a sample of its peer that is kept without lines.
        OUTCOME,
        LINES
    }

    /// Counts a connection, if enough like it were read.
    ///
    /// @param from   where the text tells the peer as Postfix writes it
    /// @param to     up to where
    /// @param at     when it began
    /// @param events messages that occurred in it
    Answer count(
            ByteText text, int from, int to, Verdict verdict, @Nullable LogTime at, int mails, List<Event> events) {
        Known peer = known.get(text, from, to);
        if (peer == null) {
            peer = new Known(PeerReader.peer(text.string(from, to)));
            peer.stays = known.size() < MOST_PEERS;
            if (peer.stays) {
                known.put(text, from, to, peer);
            }
        }
        Wanted wanted = detail == Detail.TOTALS ? number(peer, verdict) : wanted(peer, verdict);
        for (Event event : events) {
            wanted = wants(event) ? Wanted.LINES : wanted;
        }
        if (wanted != Wanted.LINES) {
            events.forEach(this::add);
        }
        if (wanted == Wanted.NOTHING || wanted == Wanted.PEER) {
            counts.direction().add(verdict, at, mails);
            peer.account.add(verdict.kind(), mails);
        }
        return new Answer(peer.peer, wanted);
    }

    /// Without samples only the order is wanted in which peers come, and the sessions of those that are too many.
    private static Wanted number(Known peer, Verdict verdict) {
        if (verdict.kind() == Verdict.Kind.NOTHING || peer.met) {
            return Wanted.NOTHING;
        }
        peer.met = peer.stays;
        return peer.stays ? Wanted.PEER : Wanted.OUTCOME;
    }

    /// As soon as so many are known with their lines as the log may keep, the way a connection went is enough, where
    /// nothing that others left behind belongs to it.
    private Wanted wanted(Known peer, Verdict verdict) {
        boolean enough = whole >= PeerAccounts.MOST_WHOLE;
        if (verdict.kind() == Verdict.Kind.NOTHING
                || !peer.wants(verdict, enough ? 1 : PeerAccounts.SAMPLES_OF_A_KIND)) {
            return Wanted.NOTHING;
        }
        peer.wanted.add(verdict);
        whole++;
        boolean alone = verdict.kind() != Verdict.Kind.PLAINTEXT && verdict.kind() != Verdict.Kind.SILENT;
        return enough && alone ? Wanted.OUTCOME : Wanted.LINES;
    }

    /// Counts a message, if enough like it were read.
    ///
    /// @return whether it was counted
    boolean count(Event event) {
        boolean enough = !wants(event);
        if (enough) {
            add(event);
        }
        return enough;
    }

    private boolean wants(Event event) {
        int before = wanted.getOrDefault(event, 0);
        if (before >= EVENTS_OF_A_KIND) {
            return false;
        }
        if (before > 0 || wanted.size() < MOST_EVENTS) {
            wanted.put(event, before + 1);
        }
        return true;
    }

    private void add(Event event) {
        counts.events().merge(event, 1L, Long::sum);
    }

    /// Hands over the sessions counted for each peer. Those of a peer that is not known were all wanted.
    void peers(BiConsumer<Peer, PeerAccount> receiver) {
        for (Known peer : known.values()) {
            if (!peer.account.isEmpty()) {
                receiver.accept(peer.peer, peer.account);
            }
        }
    }

    /// Hands over what was counted since the last time, without the sessions of each peer.
    Counts take() {
        Counts taken = counts;
        counts = new Counts();
        return taken;
    }
}
