package postern.maillog;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import postern.openssl.OpenSslError;

/// The connections under way, by process. A process has one at a time, but a log may lack the line that ends
/// it, or hold the lines of several machines.
final class OpenSessions {
    private static final int MOST_PROCESSES = 4000;
    private static final int MOST_IN_PROCESS = 16;

    private final Consumer<OpenSession> ended;
    private final Map<String, OneProcess> processes = new LinkedHashMap<>(256, 0.75f, true);

    OpenSessions(Consumer<OpenSession> ended) {
        this.ended = ended;
    }

    private static final class OneProcess {
        final List<OpenSession> sessions = new ArrayList<>(2);
        final List<OpenSession> failing = new ArrayList<>(0);
    }

    /// The session of a process with a peer; null if none is open.
    @Nullable
    OpenSession find(String process, Peer peer) {
        OneProcess known = processes.get(process);
        if (known != null) {
            for (OpenSession session : known.sessions) {
                if (session.peer().equals(peer)) {
                    return session;
                }
            }
        }
        return null;
    }

    /// The session of a process with a peer, begun with this line if none is open.
    OpenSession findOrBegin(Direction direction, Peer peer, Frame frame) {
        OpenSession session = find(frame.process(), peer);
        if (session == null) {
            return begin(direction, peer, frame);
        }
        session.keep(frame);
        return session;
    }

    /// Begins a session with this line; one with the same peer that is still open ends.
    OpenSession begin(Direction direction, Peer peer, Frame frame) {
        end(frame.process(), peer);
        OneProcess process = processes.computeIfAbsent(frame.process(), _ -> new OneProcess());
        if (process.sessions.size() >= MOST_IN_PROCESS) {
            end(process, process.sessions.getFirst());
        }
        OpenSession session = new OpenSession(direction, peer, frame);
        process.sessions.add(session);
        if (processes.size() > MOST_PROCESSES) {
            String eldest = processes.keySet().iterator().next();
            endAll(processes.remove(eldest));
        }
        return session;
    }

    /// Ends the session of a process with a peer, if one is open.
    void end(String process, Peer peer) {
        OneProcess known = processes.get(process);
        OpenSession session = known == null ? null : find(process, peer);
        if (known != null && session != null) {
            end(known, session);
        }
    }

    private void end(OneProcess process, OpenSession session) {
        process.sessions.remove(session);
        process.failing.remove(session);
        ended.accept(session);
    }

    /// Ends everything: the log is over.
    void endAll() {
        processes.values().forEach(this::endAll);
        processes.clear();
    }

    private void endAll(@Nullable OneProcess process) {
        if (process != null) {
            process.sessions.forEach(ended);
        }
    }

    /// Expects the library's errors for a session that failed.
    void expectErrors(Frame frame, OpenSession session) {
        OneProcess process = processes.get(frame.process());
        if (process != null && !process.failing.contains(session)) {
            process.failing.add(session);
        }
    }

    /// Gives a line with an error of the library to the session it belongs to: the first that failed in this
    /// process and has none yet, else the last.
    ///
    /// @return whether there is such a session
    boolean error(Frame frame, Optional<OpenSslError> error) {
        OneProcess process = processes.get(frame.process());
        if (process == null || process.failing.isEmpty()) {
            return false;
        }
        OpenSession session = process.failing.stream()
                .filter(failing -> !failing.hasError())
                .findFirst()
                .orElse(process.failing.getLast());
        error.ifPresent(session::error);
        session.keep(frame);
        return true;
    }
}
