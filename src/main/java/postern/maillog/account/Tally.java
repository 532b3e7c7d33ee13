package postern.maillog.account;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import postern.maillog.Direction;
import postern.maillog.Peer;
import postern.maillog.bytes.ByteText;
import postern.maillog.bytes.TextTable;
import postern.maillog.line.LogTime;
import postern.maillog.session.Detail;
import postern.maillog.session.PeerReader;
import postern.maillog.session.Verdict;

/// Counts incoming connections that are like many before: of everything alike the first few are wanted whole, as
/// samples, the others add to a number.
///
/// Several tallies share a log, each with parts of it in their order. What is among the first few of the whole log
/// is among the first few of some tally, so that the samples do not depend on who read which part.
public final class Tally {
    private static final int MOST_PEERS = PeerAccounts.MOST_PEERS;
    private static final int EVENTS_OF_A_KIND = 200;
    private static final int MOST_EVENTS = 1000;

    private final TextTable numbers = new TextTable();
    private final PeerCounts peerCounts = new PeerCounts();
    /// By their numbers; none where no samples are wanted.
    private final List<KnownPeer> known = new ArrayList<>();
    private final Map<Event, Seen> seen = new HashMap<>();
    private final Detail detail;
    private DirectionAccount direction = new DirectionAccount(Direction.INBOUND);
    private int whole;

    /// @param detail how much is to be kept of sessions
    public Tally(Detail detail) {
        this.detail = detail;
    }

    /// A message beside the sessions.
    ///
    /// @param id      its name in `messages.tsv`
    /// @param service the program that logged it
    /// @param sort    what tells lines of this name apart, an SMTP status for example; empty if nothing does
    public record Event(String id, String service, String sort) {

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

    /// How often a message was read one by one, and how often it was counted after that.
    private static final class Seen {
        int read = 1;
        long counted;
    }

    /// What was counted.
    ///
    /// @param direction over all peers
    /// @param events    messages beside the sessions
    public record Counts(DirectionAccount direction, Map<Event, Long> events) {}

    /// How much of a connection is wanted.
    public enum Wanted {
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
    /// @return how much of it is wanted; if nothing, it was counted
    public Wanted count(
            ByteText text, int from, int to, Verdict verdict, @Nullable LogTime at, int mails, List<Event> events) {
        int number = number(text, from, to);
        Wanted wanted = detail == Detail.TOTALS ? order(number, verdict) : sample(number, verdict, text, from, to);
        if (!events.isEmpty()) {
            wanted = count(events, wanted);
        }
        if (wanted == Wanted.NOTHING || wanted == Wanted.PEER) {
            direction.add(verdict, at, mails);
            if (number >= 0) {
                peerCounts.add(number, verdict.kind(), mails);
            }
        }
        return wanted;
    }

    /// The number of a peer, the next one for a new peer; negative if there are too many.
    private int number(ByteText text, int from, int to) {
        int number = numbers.find(text, from, to);
        return number < 0 && numbers.size() < MOST_PEERS ? numbers.add(text, from, to) : number;
    }

    /// Without samples only the order is wanted in which peers come, and the sessions of those that are too many.
    private Wanted order(int number, Verdict verdict) {
        if (verdict.kind() == Verdict.Kind.NOTHING) {
            return Wanted.NOTHING;
        }
        if (number < 0) {
            return Wanted.OUTCOME;
        }
        return peerCounts.isEmpty(number) ? Wanted.PEER : Wanted.NOTHING;
    }

    /// As soon as so many are known with their lines as the log may keep, the way a connection went is enough, where
    /// nothing that others left behind belongs to it.
    private Wanted sample(int number, Verdict verdict, ByteText text, int from, int to) {
        KnownPeer peer = known(number, text, from, to);
        boolean enough = whole >= PeerAccounts.MOST_WHOLE;
        if (verdict.kind() == Verdict.Kind.NOTHING
                || !peer.wants(verdict, enough ? 1 : PeerAccounts.SAMPLES_OF_A_KIND)) {
            return Wanted.NOTHING;
        }
        peer.give(verdict);
        whole++;
        boolean alone = verdict.kind() != Verdict.Kind.PLAINTEXT && verdict.kind() != Verdict.Kind.SILENT;
        return enough && alone ? Wanted.OUTCOME : Wanted.LINES;
    }

    private KnownPeer known(int number, ByteText text, int from, int to) {
        if (number >= 0 && number < known.size()) {
            return known.get(number);
        }
        var peer = new KnownPeer(PeerReader.peer(text.string(from, to)));
        if (number >= 0) {
            known.add(peer);
        }
        return peer;
    }

    /// Who it is with whom a connection was; the same object as far as one is kept.
    public Peer peer(ByteText text, int from, int to) {
        int number = detail == Detail.TOTALS ? -1 : numbers.find(text, from, to);
        return number < 0
                ? PeerReader.peer(text.string(from, to))
                : known.get(number).peer();
    }

    /// @return the lines, if they hold something of which too little was read
    private Wanted count(List<Event> events, Wanted wanted) {
        boolean wants = false;
        for (Event event : events) {
            wants |= wants(event);
        }
        if (wants) {
            return Wanted.LINES;
        }
        if (wanted != Wanted.LINES) {
            events.forEach(this::add);
        }
        return wanted;
    }

    /// Counts a message, if enough like it were read.
    ///
    /// @return whether it was counted
    public boolean count(Event event) {
        boolean enough = !wants(event);
        if (enough) {
            add(event);
        }
        return enough;
    }

    private boolean wants(Event event) {
        Seen before = seen.get(event);
        if (before == null) {
            if (seen.size() < MOST_EVENTS) {
                seen.put(event, new Seen());
            }
            return true;
        }
        boolean wants = before.read < EVENTS_OF_A_KIND;
        before.read += wants ? 1 : 0;
        return wants;
    }

    private void add(Event event) {
        Seen before = seen.get(event);
        if (before != null) {
            before.counted++;
        }
    }

    /// Hands over the sessions counted for each peer. Those of a peer that is not known were all wanted.
    public void peers(PeerAccounts accounts) {
        for (int number = 0; number < numbers.size(); number++) {
            if (!peerCounts.isEmpty(number)) {
                Peer peer = detail == Detail.TOTALS
                        ? PeerReader.peer(numbers.text(number))
                        : known.get(number).peer();
                peerCounts.addTo(accounts.meet(peer), number);
            }
        }
    }

    /// Hands over what was counted since the last time, without the sessions of each peer.
    public Counts take() {
        Map<Event, Long> events = new HashMap<>();
        seen.forEach((event, times) -> {
            if (times.counted > 0) {
                events.put(event, times.counted);
                times.counted = 0;
            }
        });
        var taken = new Counts(direction, events);
        direction = new DirectionAccount(Direction.INBOUND);
        return taken;
    }
}
