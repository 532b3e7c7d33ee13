package postern.maillog.reading;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import postern.maillog.Direction;
import postern.maillog.Peer;
import postern.maillog.line.Frame;
import postern.maillog.line.Origin;
import postern.maillog.session.FailureMemory;
import postern.maillog.session.LibraryErrors;
import postern.maillog.session.OpenSession;
import postern.maillog.session.OpenSessions;
import postern.maillog.session.PeerReader;
import postern.openssl.OpenSslError;

/// Follows the connections of `tlsproxy`, which does TLS for `postscreen` and, with connection reuse, for `smtp`.
/// It serves many at once, names peers by address and port alone, and logs the library's error before it says
/// whose handshake failed (`src/tlsproxy/tlsproxy.c`).
final class ProxyLines {
    private static final String FAILED = "TLS handshake failed for service=";
    private static final String PEER = " peer=";
    private static final String PROBLEM = "TLS library problem: ";
    private static final int MOST_PROCESSES = 200;

    private final PeerReader peers;
    private final OpenSessions sessions;
    private final FailureMemory failures;
    private final LibraryErrors errors;
    private final ProxiedFailures proxied;

    /// The last error of the library that each process told of.
    private final Map<Origin, Frame> problems = new LinkedHashMap<>();

    ProxyLines(
            PeerReader peers,
            OpenSessions sessions,
            FailureMemory failures,
            LibraryErrors errors,
            ProxiedFailures proxied) {
        this.proxied = proxied;
        this.peers = peers;
        this.sessions = sessions;
        this.failures = failures;
        this.errors = errors;
    }

    /// Takes a line.
    ///
    /// @return whether it belongs to a connection and tells nothing more
    boolean take(Frame frame) {
        String message = frame.message();
        if (message.startsWith(PROBLEM)) {
            if (problems.size() >= MOST_PROCESSES) {
                problems.clear();
            }
            problems.put(frame.origin(), frame);
            return false;
        }
        if (message.startsWith("CONNECT ")) {
            if (message.startsWith("from ", 8)) {
                sessions.begin(Direction.INBOUND, peers.at(message, 13).peer(), frame);
            }
            return true;
        }
        if (message.startsWith("DISCONNECT ")) {
            sessions.end(frame.origin(), peers.at(message, 11).peer());
            return true;
        }
        return message.startsWith(FAILED) && failed(frame, message);
    }

    private boolean failed(Frame frame, String message) {
        int at = message.indexOf(PEER);
        if (at < 0) {
            return false;
        }
        boolean server = message.startsWith("smtpd", FAILED.length());
        Direction direction = server ? Direction.INBOUND : Direction.OUTBOUND;
        Peer peer = peers.at(message, at + PEER.length()).peer();
        OpenSession session =
                server ? sessions.findOrBegin(direction, peer, frame) : new OpenSession(direction, peer, frame);
        session.failed("TLS handshake failed");
        Frame before = problems.remove(frame.origin());
        if (before != null) {
            Optional<OpenSslError> error = errors.find(before.message());
            error.ifPresent(session::error);
            session.keep(before);
        }
        if (!server) {
            proxied.add(session);
        }
        failures.failed(direction, peer, frame.time());
        return true;
    }
}
