package postern.maillog.session;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import postern.maillog.Direction;
import postern.maillog.Peer;
import postern.maillog.line.Frame;
import postern.maillog.line.Origin;
import postern.openssl.OpenSslError;

/// The connections under way. A process has one at a time, but a log may lack the line that ends it, or hold
/// the lines of several machines.
public final class OpenSessions {
    private static final int MOST_PROCESSES = 4000;
    private static final int MOST_IN_PROCESS = 16;

    private static final Peer NOBODY = new Peer("unknown", "");

    private final Consumer<OpenSession> ended;
    private final Map<Origin, Connections> busy = new LinkedHashMap<>();
    private final Map<Origin, Orphan> orphans = new LinkedHashMap<>();

    /// The connections of one process.
    ///
    /// @param sessions under way, oldest first
    /// @param failing  those whose handshake failed, for which the library's errors are expected
    private record Connections(List<OpenSession> sessions, List<Failing> failing) {
        Connections() {
            this(new ArrayList<>(1), new ArrayList<>(0));
        }
    }

    /// A session whose handshake failed.
    ///
    /// @param number place of the line that tells it
    private record Failing(OpenSession session, long number) {
        /// Whether its first lines are there, so that the others can be expected.
        boolean isWhole() {
            return number > session.number();
        }
    }

    /// An error of the library in a handshake whose other lines are missing so far.
    private record Orphan(Frame frame, OpenSslError error) {}

    /// Each goes to `ended` when it is over.
    public OpenSessions(Consumer<OpenSession> ended) {
        this.ended = ended;
    }

    /// The sessions of a process, oldest first.
    List<OpenSession> of(Origin origin) {
        Connections process = busy.get(origin);
        return process == null ? List.of() : process.sessions();
    }

    /// The session of a process with a peer; null if none is open.
    @Nullable
    public OpenSession find(Origin origin, Peer peer) {
        List<OpenSession> open = of(origin);
        for (int i = open.size() - 1; i >= 0; i--) {
            if (open.get(i).peer().equals(peer)) {
                return open.get(i);
            }
        }
        return null;
    }

    /// The session of a process with a peer, begun with this line if none is open.
    public OpenSession findOrBegin(Direction direction, Peer peer, Frame frame) {
        OpenSession session = find(frame.origin(), peer);
        if (session == null) {
            return begun(direction, peer, frame);
        }
        session.keep(frame);
        return session;
    }

    /// Begins a session with this line in place of one that is over; goes on with one that is not.
    ///
    /// @param over whether what happens next with the same peer happens in another connection
    public OpenSession fresh(Direction direction, Peer peer, Frame frame, Predicate<OpenSession> over) {
        OpenSession session = find(frame.origin(), peer);
        if (session != null && !over.test(session)) {
            session.keep(frame);
            return session;
        }
        if (session != null) {
            end(frame.origin(), session);
        }
        return begun(direction, peer, frame);
    }

    /// Begins a session with this line; one with the same peer that is still open ends.
    public OpenSession begin(Direction direction, Peer peer, Frame frame) {
        end(frame.origin(), peer);
        return begun(direction, peer, frame);
    }

    private OpenSession begun(Direction direction, Peer peer, Frame frame) {
        Origin origin = frame.origin();
        if (of(origin).size() >= MOST_IN_PROCESS) {
            end(origin, of(origin).getFirst());
        }
        var session = new OpenSession(direction, peer, frame);
        busy.computeIfAbsent(origin, _ -> new Connections()).sessions().add(session);
        if (busy.size() > MOST_PROCESSES) {
            endAll(busy.keySet().iterator().next());
        }
        return session;
    }

    /// Ends the session of a process with a peer, if one is open.
    public void end(Origin origin, Peer peer) {
        OpenSession session = find(origin, peer);
        if (session != null) {
            end(origin, session);
        }
    }

    private void end(Origin origin, OpenSession session) {
        Connections process = busy.get(origin);
        if (process != null) {
            process.sessions().remove(session);
            if (!process.failing().isEmpty()) {
                process.failing().removeIf(each -> each.session() == session);
            }
            if (process.sessions().isEmpty()) {
                busy.remove(origin);
            }
        }
        ended.accept(session);
    }

    private void endAll(Origin origin) {
        for (OpenSession session : List.copyOf(of(origin))) {
            end(origin, session);
        }
    }

    /// Ends everything: the log is over.
    public void endAll() {
        List.copyOf(busy.keySet()).forEach(this::endAll);
        List.copyOf(orphans.keySet()).forEach(this::endOrphan);
    }

    /// Takes the library's error in a handshake of which no line tells that it failed: it belongs to the only session
    /// of the process, or to one that a later line may name.
    ///
    /// @return whether it can be of a handshake of this process
    public boolean orphan(Frame frame, OpenSslError error) {
        List<OpenSession> open = of(frame.origin());
        if (open.size() == 1 && !open.getFirst().isEstablished()) {
            adopt(open.getFirst(), new Orphan(frame, error));
            return true;
        }
        if (!open.isEmpty() || !(isDelivery(frame) || frame.program().daemon().equals("smtpd"))) {
            return false;
        }
        endOrphan(frame.origin());
        orphans.put(frame.origin(), new Orphan(frame, error));
        if (orphans.size() > MOST_PROCESSES) {
            endOrphan(orphans.keySet().iterator().next());
        }
        return true;
    }

    /// Begins the session that a line names as lost after STARTTLS, with the error that came before it.
    public OpenSession beginLost(Peer peer, Frame frame) {
        Orphan orphan = orphans.remove(frame.origin());
        OpenSession session = begin(Direction.INBOUND, peer, orphan == null ? frame : orphan.frame());
        if (orphan != null) {
            adopt(session, orphan);
        }
        session.keep(frame);
        return session;
    }

    private static void adopt(OpenSession session, Orphan orphan) {
        session.failed(orphan.error().reason());
        session.error(orphan.error());
        session.keep(orphan.frame());
    }

    private static boolean isDelivery(Frame frame) {
        return frame.program().daemon().equals("smtp")
                || frame.program().daemon().equals("lmtp");
    }

    /// Nothing names the other side.
    private void endOrphan(Origin origin) {
        Orphan orphan = orphans.remove(origin);
        if (orphan != null) {
            Direction direction = isDelivery(orphan.frame()) ? Direction.OUTBOUND : Direction.INBOUND;
            var session = new OpenSession(direction, NOBODY, orphan.frame());
            adopt(session, orphan);
            ended.accept(session);
        }
    }

    /// Expects the library's errors for a session that failed.
    public void expectErrors(Frame frame, OpenSession session) {
        Connections process = busy.get(frame.origin());
        if (process != null && process.failing().stream().noneMatch(each -> each.session() == session)) {
            process.failing().add(new Failing(session, frame.number()));
        }
    }

    /// Gives a line with an error of the library to the session it belongs to: the first that failed in this process
    /// and has none yet, else the last. Of one whose first lines were lost, the others may be lost as well.
    ///
    /// @return whether there is such a session
    public boolean error(Frame frame, Optional<OpenSslError> error) {
        Connections process = busy.get(frame.origin());
        if (process == null || process.failing().isEmpty()) {
            return false;
        }
        Failing last = process.failing().getLast();
        OpenSession session = process.failing().stream()
                .filter(each -> !each.session().hasError() && each.isWhole())
                .findFirst()
                .orElse(last)
                .session();
        error.ifPresent(session::error);
        session.keep(frame);
        return true;
    }
}
