package postern.maillog;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import postern.openssl.OpenSslError;

/// Follows the connections of `tlsproxy`, which does TLS for `postscreen` and, with connection reuse, for `smtp`.
/// It serves many at once, names peers by address and port alone, and logs the library's error before it says
/// whose handshake failed (`src/tlsproxy/tlsproxy.c`).
final class ProxyLines {
    private static final String FAILED = "TLS handshake failed for service=";
    private static final String PEER = " peer=";
    private static final String PROBLEM = "TLS library problem: ";

    private final PeerReader peers;
    private final OpenSessions sessions;
    private final FailureMemory failures;
    private final LibraryErrors errors;
    private @Nullable Frame problem;

    ProxyLines(PeerReader peers, OpenSessions sessions, FailureMemory failures, LibraryErrors errors) {
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
            problem = frame;
            return false;
        }
        if (message.startsWith("CONNECT ")) {
            Direction direction = message.startsWith("from ", 8) ? Direction.INBOUND : Direction.OUTBOUND;
            sessions.begin(
                    direction, peers.at(message, message.indexOf(' ', 8) + 1).peer(), frame);
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
        OpenSession session = sessions.findOrBegin(direction, peer, frame);
        session.failed("TLS handshake failed");
        Frame before = problem;
        if (before != null && before.origin().equals(frame.origin())) {
            Optional<OpenSslError> error = errors.find(before.message());
            error.ifPresent(session::error);
            session.keep(before);
        }
        problem = null;
        failures.failed(direction, peer, frame.time());
        return true;
    }
}
