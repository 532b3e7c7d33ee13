package postern.maillog.reading;

import java.util.Optional;
import java.util.function.Consumer;
import postern.maillog.Direction;
import postern.maillog.Peer;
import postern.maillog.line.Frame;
import postern.maillog.line.Severity;
import postern.maillog.message.KnownMessage;
import postern.maillog.message.MessageCatalog;
import postern.maillog.session.Attempt;
import postern.maillog.session.DeliveryText;
import postern.maillog.session.EstablishedText;
import postern.maillog.session.FailureMemory;
import postern.maillog.session.OpenSession;
import postern.maillog.session.OpenSessions;
import postern.maillog.session.PeerReader;
import postern.maillog.session.PeerText;
import postern.maillog.session.QueueId;

/// Follows the connections that we make to others: the lines of `smtp` and `lmtp`.
final class OutboundLines {
    private final PeerReader peers;
    private final OpenSessions sessions;
    private final FailureMemory failures;
    private final Consumer<Direction> logged;
    private final EventCollector events;
    private final ProxiedFailures proxied;
    private final StuckMails stuck;

    /// @param logged is told when a line shows that the log would show TLS
    OutboundLines(
            PeerReader peers,
            OpenSessions sessions,
            FailureMemory failures,
            Consumer<Direction> logged,
            EventCollector events,
            ProxiedFailures proxied,
            StuckMails stuck) {
        this.stuck = stuck;
        this.proxied = proxied;
        this.peers = peers;
        this.events = events;
        this.sessions = sessions;
        this.failures = failures;
        this.logged = logged;
    }

    /// Takes a line.
    ///
    /// @return whether it belongs to a connection and tells nothing more
    boolean take(Frame frame) {
        String message = frame.message();
        if (frame.severity() != Severity.INFO || message.isEmpty()) {
            return false;
        }
        if (message.startsWith("setting up TLS connection to ")) {
            logged.accept(Direction.OUTBOUND);
            if (!isProxy(frame)) {
                sessions.begin(Direction.OUTBOUND, peers.at(message, 29).peer(), frame);
            }
            return true;
        }
        if (message.startsWith("SSL_connect error to ")) {
            failed(frame, peers.at(message, 21), message);
            return true;
        }
        int length = QueueId.length(message);
        if (length > 0) {
            String text = message.substring(length + 2);
            return delivery(frame, Attempt.of(message.substring(0, length), text), text);
        }
        Optional<EstablishedText> text =
                EstablishedText.read(message, peers).filter(read -> read.direction() == Direction.OUTBOUND);
        text.ifPresent(established -> established(frame, established));
        return text.isPresent();
    }

    /// A connection that is kept with its TLS was begun by another process, perhaps by this one.
    private void established(Frame frame, EstablishedText text) {
        logged.accept(Direction.OUTBOUND);
        if (isProxy(frame)) {
            return;
        }
        OpenSession session = fresh(frame, text.peer());
        if (text.reused()) {
            session.continued();
        } else {
            session.established(text.how());
        }
    }

    /// Whether the client that asked for TLS tells of it in lines of its own.
    private static boolean isProxy(Frame frame) {
        return frame.program().daemon().equals("tlsproxy");
    }

    private void failed(Frame frame, PeerText text, String message) {
        OpenSession session = fresh(frame, text.peer());
        session.failed(text.rest(message));
        sessions.expectErrors(frame, session);
        failures.failed(Direction.OUTBOUND, text.peer(), frame.time());
    }

    /// Every handshake is a connection of its own.
    private OpenSession fresh(Frame frame, Peer peer) {
        return sessions.fresh(Direction.OUTBOUND, peer, frame, OutboundLines::isOver);
    }

    /// Whether what happens next with the same peer happens in another connection.
    private static boolean isOver(OpenSession open) {
        return open.isFailed() || open.isEstablished() || open.isUnavailable() || open.isUsed();
    }

    private boolean delivery(Frame frame, Attempt attempt, String text) {
        Optional<DeliveryText> delivery = DeliveryText.read(text, peers);
        delivery.ifPresent(read -> {
            delivery(frame, attempt, read);
            stuck.take(attempt.mail(), read, isFailed(frame, attempt, read));
        });
        if (delivery.isEmpty() && DeliveryText.isNotOffered(text)) {
            unavailable(frame, attempt, DeliveryText.host(text, peers), text);
        } else if (delivery.isEmpty() && DeliveryText.isOfMail(text)) {
            used(frame, attempt, DeliveryText.refusing(text, peers), false);
        }
        boolean sent = delivery.isPresent() && delivery.get().isSent();
        return sent || reason(frame, delivery.map(DeliveryText::reason).orElse(text)) || delivery.isPresent();
    }

    /// Whether the connection in which a mail was last tried has no TLS because the handshake failed.
    private boolean isFailed(Frame frame, Attempt attempt, DeliveryText delivery) {
        OpenSession open = delivery.toNetwork() ? sessions.find(frame.origin(), delivery.relay()) : null;
        return open != null && open.isFailed() && open.mayConcern(attempt);
    }

    /// `status=deferred (Server certificate not verified)`, and the same text alone before another try.
    private boolean reason(Frame frame, String text) {
        Optional<MessageCatalog.Found> known = MessageCatalog.POSTFIX.find(KnownMessage.Kind.DELIVERY, text);
        known.ifPresent(found -> events.add(found, frame));
        return known.isPresent();
    }

    private void delivery(Frame frame, Attempt attempt, DeliveryText delivery) {
        if (!delivery.toNetwork()) {
            return;
        }
        Peer peer = delivery.relay();
        if (delivery.isSent()) {
            used(frame, attempt, peer, delivery.reused()).mail(attempt.mail());
        } else if (DeliveryText.isNotOffered(delivery.reason())) {
            unavailable(frame, attempt, DeliveryText.host(delivery.reason(), peers), delivery.reason());
        } else if (delivery.reason().startsWith("Cannot start TLS")) {
            OpenSession open = sessions.find(frame.origin(), peer);
            OpenSession session;
            if (open != null && open.isFailed() && open.mayConcern(attempt)) {
                session = open;
                session.keep(frame);
            } else {
                session = sessions.begin(Direction.OUTBOUND, peer, frame);
                session.failed(delivery.reason());
                proxied.take(peer).ifPresent(session::adopt);
            }
            session.concerns(attempt);
            failures.failed(Direction.OUTBOUND, peer, frame.time());
        } else if (DeliveryText.isOfMail(delivery.reason())) {
            used(frame, attempt, peer, delivery.reused());
        } else {
            OpenSession session = sessions.find(frame.origin(), peer);
            if (session != null) {
                session.keep(frame);
            }
        }
    }

    /// The connection in which a mail was sent or refused: by then it was settled whether it has TLS. After a
    /// failed handshake that is a new one without TLS. A kept one (`conn_use=`) may have been begun by another
    /// process, whose lines tell of it.
    private OpenSession used(Frame frame, Attempt attempt, Peer peer, boolean reused) {
        OpenSession open = sessions.find(frame.origin(), peer);
        boolean same = open != null
                && !open.isFailed()
                && !open.isUnavailable()
                && (reused || !open.isUsed() || open.mayConcern(attempt));
        if (!same && !reused) {
            proxied.take(peer)
                    .ifPresent(failed ->
                            sessions.begin(Direction.OUTBOUND, peer, frame).adopt(failed));
        }
        OpenSession session = same
                ? sessions.findOrBegin(Direction.OUTBOUND, peer, frame)
                : sessions.begin(Direction.OUTBOUND, peer, frame);
        if (!same && reused) {
            session.continued();
        }
        session.concerns(attempt);
        session.commands(!session.isEstablished() && failures.recent(Direction.OUTBOUND, peer, frame.time()));
        return session;
    }

    /// The same is told of each recipient of a mail, and before another try without the recipient.
    private void unavailable(Frame frame, Attempt attempt, Peer peer, String reason) {
        OpenSession open = sessions.find(frame.origin(), peer);
        boolean told = open != null && open.isUnavailable() && open.mayConcern(attempt);
        OpenSession session = open != null && isOver(open) && !told
                ? sessions.begin(Direction.OUTBOUND, peer, frame)
                : sessions.findOrBegin(Direction.OUTBOUND, peer, frame);
        session.unavailable(reason);
        session.concerns(attempt);
        failures.failed(Direction.OUTBOUND, peer, frame.time());
    }
}
