package postern.maillog.reading;

import java.util.Optional;
import java.util.function.Consumer;
import postern.maillog.Direction;
import postern.maillog.Peer;
import postern.maillog.line.Frame;
import postern.maillog.line.Severity;
import postern.maillog.session.EstablishedText;
import postern.maillog.session.FailureMemory;
import postern.maillog.session.OpenSession;
import postern.maillog.session.OpenSessions;
import postern.maillog.session.PeerReader;
import postern.maillog.session.PeerText;
import postern.maillog.session.QueueId;

/// Follows the connections that others make to us: the lines of `smtpd` and of the server side of `tlsproxy`.
final class InboundLines {
    private final PeerReader peers;
    private final OpenSessions sessions;
    private final FailureMemory failures;
    private final Consumer<Direction> logged;

    /// @param logged is told when a line shows that the log would show TLS
    InboundLines(PeerReader peers, OpenSessions sessions, FailureMemory failures, Consumer<Direction> logged) {
        this.peers = peers;
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
        return switch (message.charAt(0)) {
            case 'c' -> connect(frame, message);
            case 'd' -> disconnect(frame, message);
            case 'l', 't' -> lost(frame, message);
            case 's' -> setUp(frame, message);
            default -> start(frame, message) || queueId(frame, message);
        };
    }

    private boolean connect(Frame frame, String message) {
        if (!message.startsWith("connect from ")) {
            return queueId(frame, message);
        }
        sessions.begin(Direction.INBOUND, peers.at(message, 13).peer(), frame);
        return true;
    }

    private boolean disconnect(Frame frame, String message) {
        if (!message.startsWith("disconnect from ")) {
            return queueId(frame, message);
        }
        Peer peer = peers.at(message, 16).peer();
        OpenSession session = sessions.findOrBegin(Direction.INBOUND, peer, frame);
        boolean tried = session.triedMail(message);
        session.disconnected(message, tried && failures.recent(Direction.INBOUND, peer, frame.time()));
        if (session.isUnavailable()) {
            failures.failed(Direction.INBOUND, peer, frame.time());
        }
        sessions.end(frame.origin(), peer);
        return true;
    }

    /// The handshake went wrong without a word of the library, or STARTTLS was answered with an error.
    private boolean lost(Frame frame, String message) {
        int from = message.indexOf(" from ");
        if (from < 0 || !message.contains(" after ")) {
            return queueId(frame, message);
        }
        Peer peer = peers.at(message, from + 6).peer();
        OpenSession session = sessions.find(frame.origin(), peer);
        boolean afterStartTls = message.startsWith(" after STARTTLS", message.indexOf(" after "));
        if (session == null && afterStartTls) {
            session = sessions.beginLost(peer, frame);
        }
        if (session != null) {
            session.keep(frame);
            if (afterStartTls && session.lostAfterStartTls(message.substring(0, from))) {
                failures.failed(Direction.INBOUND, peer, frame.time());
            }
        }
        return afterStartTls;
    }

    private boolean setUp(Frame frame, String message) {
        if (!message.startsWith("setting up TLS connection from ")) {
            return queueId(frame, message);
        }
        logged.accept(Direction.INBOUND);
        Peer peer = peers.at(message, 31).peer();
        OpenSession open = sessions.find(frame.origin(), peer);
        if (open != null && (open.isFailed() || open.isEstablished())) {
            sessions.end(frame.origin(), peer);
        }
        sessions.findOrBegin(Direction.INBOUND, peer, frame);
        return true;
    }

    private boolean start(Frame frame, String message) {
        if (message.startsWith("SSL_accept error from ")) {
            failed(frame, peers.at(message, 22), message);
            return true;
        }
        Optional<EstablishedText> text =
                EstablishedText.read(message, peers).filter(read -> read.direction() == Direction.INBOUND);
        text.ifPresent(established -> {
            logged.accept(Direction.INBOUND);
            OpenSession session = freshFor(frame, established.peer());
            session.established(established.how());
        });
        return text.isPresent();
    }

    private void failed(Frame frame, PeerText text, String message) {
        OpenSession session = freshFor(frame, text.peer());
        session.failed(text.rest(message));
        sessions.expectErrors(frame, session);
        failures.failed(Direction.INBOUND, text.peer(), frame.time());
    }

    /// A second handshake with the same peer is another connection whose first line is missing.
    private OpenSession freshFor(Frame frame, Peer peer) {
        return sessions.fresh(Direction.INBOUND, peer, frame, open -> open.isFailed() || open.isEstablished());
    }

    private boolean queueId(Frame frame, String message) {
        if (message.startsWith("NOQUEUE: ")) {
            return refused(frame, message);
        }
        int length = QueueId.length(message);
        if (length == 0 || !message.startsWith("client=", length + 2)) {
            return false;
        }
        Peer peer = peers.at(message, length + 9).peer();
        OpenSession session = sessions.findOrBegin(Direction.INBOUND, peer, frame);
        session.mail(message.substring(0, length));
        commands(session, frame);
        return true;
    }

    /// `NOQUEUE: reject: RCPT from …` is a mail transaction; `NOQUEUE: abort: TLS from …` ends a session whose
    /// client showed no certificate.
    private boolean refused(Frame frame, String message) {
        int from = message.indexOf(" from ");
        if (from < 0) {
            return false;
        }
        PeerText text = peers.at(message, from + 6);
        OpenSession session = sessions.findOrBegin(Direction.INBOUND, text.peer(), frame);
        if (message.startsWith("NOQUEUE: abort: TLS")) {
            session.failed(text.rest(message));
            failures.failed(Direction.INBOUND, text.peer(), frame.time());
            return false;
        }
        if (message.startsWith("reject: ", 9) && !message.startsWith("CONNECT", 17)) {
            commands(session, frame);
        }
        return false;
    }

    private void commands(OpenSession session, Frame frame) {
        session.commands(!session.isEstablished() && failures.recent(Direction.INBOUND, session.peer(), frame.time()));
    }
}
