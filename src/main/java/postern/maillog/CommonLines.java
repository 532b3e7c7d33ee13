package postern.maillog;

import org.jspecify.annotations.Nullable;

/// Adds the commonest connections up. Their lines are read only where they are wanted as samples.
final class CommonLines {
    private final Timestamps timestamps = new Timestamps();
    private final Framing framing = new Framing();
    private final PeerReader peers;
    private final LogClock clock;
    private final PeerAccounts accounts;
    private final InboundLines inbound;

    CommonLines(PeerReader peers, LogClock clock, PeerAccounts accounts, InboundLines inbound) {
        this.peers = peers;
        this.clock = clock;
        this.accounts = accounts;
        this.inbound = inbound;
    }

    void take(CommonSession session) {
        accounts.logged(Direction.INBOUND);
        LogTime at = time(session, session.lines().getFirst());
        Peer peer = peers.at(session.peer().of(session.text()), 0).peer();
        if (!accounts.addEstablished(peer, at, session.version(), session.mails())) {
            session.lines().forEach(line -> read(session, line));
        }
        time(session, session.lines().getLast());
    }

    private @Nullable LogTime time(CommonSession session, CommonSession.Span line) {
        Timestamps.Found found = timestamps.at(session.text(), line.from());
        return found == null ? null : clock.next(found.time());
    }

    private void read(CommonSession session, CommonSession.Span line) {
        Frame frame = framing.frame(line.number(), line.of(session.text()));
        if (frame != null) {
            LogTime time = frame.time();
            inbound.take(time == null ? frame : frame.at(clock.next(time)));
        }
    }
}
