package postern.maillog.reading;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Consumer;
import postern.maillog.Peer;
import postern.maillog.session.OpenSession;

/// Handshakes with others that failed in `tlsproxy`. Each waits for the line of the client that had asked for it, which
/// names the other side and the mail but not the reason.
final class ProxiedFailures {
    private static final int MOST = 200;

    private final Consumer<OpenSession> ended;
    private final Deque<OpenSession> waiting = new ArrayDeque<>();

    ProxiedFailures(Consumer<OpenSession> ended) {
        this.ended = ended;
    }

    void add(OpenSession failed) {
        waiting.add(failed);
        if (waiting.size() > MOST) {
            ended.accept(waiting.remove());
        }
    }

    /// The oldest with this peer, which waits no longer.
    Optional<OpenSession> take(Peer peer) {
        for (Iterator<OpenSession> each = waiting.iterator(); each.hasNext(); ) {
            OpenSession failed = each.next();
            if (failed.peer().address().equals(peer.address())) {
                each.remove();
                return Optional.of(failed);
            }
        }
        return Optional.empty();
    }

    /// The log is over: nobody asks for the others.
    void endAll() {
        waiting.forEach(ended);
        waiting.clear();
    }
}
