package postern.maillog;

import java.util.Optional;
import java.util.function.Consumer;

/// Follows the connections that we make to others: the lines of `smtp` and `lmtp`.
final class OutboundLines {
    private final PeerReader peers;
    private final OpenSessions sessions;
    private final FailureMemory failures;
    private final Consumer<Direction> logged;
    private final EventCollector events;

    /// @param logged is told when a line shows that the log would show TLS
    OutboundLines(
            PeerReader peers,
            OpenSessions sessions,
            FailureMemory failures,
            Consumer<Direction> logged,
            EventCollector events) {
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
            sessions.begin(Direction.OUTBOUND, peers.at(message, 29).peer(), frame);
            return true;
        }
        if (message.startsWith("SSL_connect error to ")) {
            failed(frame, peers.at(message, 21), message);
            return true;
        }
        int length = QueueId.length(message);
        if (length > 0) {
            return queueId(frame, message.substring(0, length), message.substring(length + 2));
        }
        Optional<EstablishedText> text = EstablishedText.read(message, peers);
        text.ifPresent(established -> {
            logged.accept(Direction.OUTBOUND);
            fresh(frame, established.peer()).established(established.how());
        });
        return text.isPresent();
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
        return open.isFailed() || open.isEstablished() || open.isUnavailable() || open.mails() > 0;
    }

    private boolean queueId(Frame frame, String id, String text) {
        Optional<DeliveryText> delivery = DeliveryText.read(text, peers);
        delivery.ifPresent(read -> delivery(frame, id, read));
        if (delivery.isEmpty() && DeliveryText.isNotOffered(text)) {
            unavailable(frame, id, DeliveryText.host(text, peers), text);
        }
        boolean sent = delivery.isPresent() && delivery.get().isSent();
        return sent || reason(frame, delivery.map(DeliveryText::reason).orElse(text)) || delivery.isPresent();
    }

    /// `status=deferred (Server certificate not verified)`, and the same text alone before another try.
    private boolean reason(Frame frame, String text) {
        Optional<MessageCatalog.Found> known = MessageCatalog.POSTFIX.find(KnownMessage.Kind.DELIVERY, text);
        known.ifPresent(found -> events.add(found, frame));
        return known.isPresent();
    }

    private void delivery(Frame frame, String id, DeliveryText delivery) {
        if (!delivery.toNetwork()) {
            return;
        }
        Peer peer = delivery.relay();
        if (delivery.isSent()) {
            sent(frame, id, delivery);
        } else if (DeliveryText.isNotOffered(delivery.reason())) {
            unavailable(frame, id, DeliveryText.host(delivery.reason(), peers), delivery.reason());
        } else if (delivery.reason().startsWith("Cannot start TLS")) {
            OpenSession open = sessions.find(frame.origin(), peer);
            OpenSession session;
            if (open != null && open.isFailed() && open.mayConcern(id)) {
                session = open;
                session.keep(frame);
            } else {
                session = sessions.begin(Direction.OUTBOUND, peer, frame);
                session.failed(delivery.reason());
            }
            session.concerns(id);
            failures.failed(Direction.OUTBOUND, peer, frame.time());
        } else {
            OpenSession session = sessions.find(frame.origin(), peer);
            if (session != null) {
                session.keep(frame);
            }
        }
    }

    /// A mail that left after a failed handshake left over a new connection without TLS. One that was sent
    /// over a kept connection (`conn_use=`) tells nothing: its first lines may be those of another process.
    private void sent(Frame frame, String id, DeliveryText delivery) {
        Peer peer = delivery.relay();
        OpenSession open = sessions.find(frame.origin(), peer);
        boolean over = open != null
                && (open.isFailed()
                        || open.isUnavailable()
                        || (open.mails() > 0 && !open.queueId().equals(id) && !delivery.reused()));
        if (open == null && delivery.reused()) {
            return;
        }
        OpenSession session = over
                ? sessions.begin(Direction.OUTBOUND, peer, frame)
                : sessions.findOrBegin(Direction.OUTBOUND, peer, frame);
        session.mail(id);
        session.commands(!session.isEstablished() && failures.recent(Direction.OUTBOUND, peer, frame.time()));
    }

    /// The same is told of each recipient of a mail, and before another try without the recipient.
    private void unavailable(Frame frame, String id, Peer peer, String reason) {
        OpenSession open = sessions.find(frame.origin(), peer);
        boolean told = open != null && open.isUnavailable() && open.mayConcern(id);
        OpenSession session = open != null && isOver(open) && !told
                ? sessions.begin(Direction.OUTBOUND, peer, frame)
                : sessions.findOrBegin(Direction.OUTBOUND, peer, frame);
        session.unavailable(reason);
        session.concerns(id);
        failures.failed(Direction.OUTBOUND, peer, frame.time());
    }
}
