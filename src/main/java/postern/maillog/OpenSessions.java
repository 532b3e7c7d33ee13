package postern.maillog;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import postern.openssl.OpenSslError;

/// The connections under way. A process has one at a time, but a log may lack the line that ends it, or hold
/// the lines of several machines.
final class OpenSessions {
    private static final int MOST_PROCESSES = 4000;
    private static final int MOST_IN_PROCESS = 16;

    private final Consumer<OpenSession> ended;
    private final Set<Origin> busy = new LinkedHashSet<>();

    OpenSessions(Consumer<OpenSession> ended) {
        this.ended = ended;
    }

    /// The session of a process with a peer; null if none is open.
    @Nullable
    OpenSession find(Origin origin, Peer peer) {
        for (OpenSession session : origin.sessions()) {
            if (session.peer().equals(peer)) {
                return session;
            }
        }
        return null;
    }

    /// The session of a process with a peer, begun with this line if none is open.
    OpenSession findOrBegin(Direction direction, Peer peer, Frame frame) {
        OpenSession session = find(frame.origin(), peer);
        if (session == null) {
            return begin(direction, peer, frame);
        }
        session.keep(frame);
        return session;
    }

    /// Begins a session with this line; one with the same peer that is still open ends.
    OpenSession begin(Direction direction, Peer peer, Frame frame) {
        Origin origin = frame.origin();
        end(origin, peer);
        if (origin.sessions().size() >= MOST_IN_PROCESS) {
            end(origin, origin.sessions().getFirst());
        }
        var session = new OpenSession(direction, peer, frame);
        if (origin.sessions().isEmpty()) {
            busy.add(origin);
        }
        origin.sessions().add(session);
        if (busy.size() > MOST_PROCESSES) {
            endAll(busy.iterator().next());
        }
        return session;
    }

    /// Ends the session of a process with a peer, if one is open.
    void end(Origin origin, Peer peer) {
        OpenSession session = find(origin, peer);
        if (session != null) {
            end(origin, session);
        }
    }

    private void end(Origin origin, OpenSession session) {
        origin.sessions().remove(session);
        origin.failing().remove(session);
        if (origin.sessions().isEmpty()) {
            busy.remove(origin);
        }
        ended.accept(session);
    }

    private void endAll(Origin origin) {
        for (OpenSession session : List.copyOf(origin.sessions())) {
            end(origin, session);
        }
    }

    /// Ends everything: the log is over.
    void endAll() {
        List.copyOf(busy).forEach(this::endAll);
    }

    /// Expects the library's errors for a session that failed.
    void expectErrors(Frame frame, OpenSession session) {
        if (!frame.origin().failing().contains(session)) {
            frame.origin().failing().add(session);
        }
    }

    /// Gives a line with an error of the library to the session it belongs to: the first that failed in this
    /// process and has none yet, else the last.
    ///
    /// @return whether there is such a session
    boolean error(Frame frame, Optional<OpenSslError> error) {
        List<OpenSession> failing = frame.origin().failing();
        if (failing.isEmpty()) {
            return false;
        }
        OpenSession session =
                failing.stream().filter(each -> !each.hasError()).findFirst().orElse(failing.getLast());
        error.ifPresent(session::error);
        session.keep(frame);
        return true;
    }
}
