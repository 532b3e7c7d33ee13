package postern.maillog.session;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import postern.maillog.Direction;
import postern.maillog.Peer;
import postern.maillog.line.LogTime;

/// Remembers who failed a handshake, so that mail of the same sender in clear text can be told as the way out it
/// is. Some try again at once from a neighbour machine; Postfix does after its queue has waited
/// (`smtp_tls_security_level = may` delivers in clear text when the message is older than
/// `minimal_backoff_time`, 300 seconds, `src/smtp/smtp_proto.c`).
public final class FailureMemory {
    private static final int MOST = 20_000;
    private static final Duration SHORTLY = Duration.ofHours(1);

    private record Key(Direction direction, String who) {}

    private record When(@Nullable LogTime time) {}

    private final Map<Key, When> failures = new LinkedHashMap<>();
    private final boolean needed;

    /// @param detail the way out is told of samples alone
    public FailureMemory(Detail detail) {
        needed = detail == Detail.SAMPLES;
    }

    /// A handshake with a peer failed; without a time it is not remembered.
    public void failed(Direction direction, Peer peer, @Nullable LogTime time) {
        if (needed) {
            remember(new Key(direction, peer.address()), time);
            remember(new Key(direction, SenderDomain.of(peer)), time);
        }
    }

    private void remember(Key key, @Nullable LogTime time) {
        if (key.who().isEmpty()) {
            return;
        }
        failures.remove(key);
        failures.put(key, new When(time));
        if (failures.size() > MOST) {
            failures.remove(failures.keySet().iterator().next());
        }
    }

    /// Whether the same sender failed a short time before; a log without times is taken as short.
    public boolean recent(Direction direction, Peer peer, @Nullable LogTime time) {
        return !failures.isEmpty()
                && (recent(new Key(direction, peer.address()), time)
                        || recent(new Key(direction, SenderDomain.of(peer)), time));
    }

    private boolean recent(Key key, @Nullable LogTime now) {
        When when = failures.get(key);
        LogTime then = when == null ? null : when.time();
        if (when == null || now == null || then == null) {
            return when != null;
        }
        return Duration.between(then.at(), now.at()).compareTo(SHORTLY) <= 0;
    }
}
