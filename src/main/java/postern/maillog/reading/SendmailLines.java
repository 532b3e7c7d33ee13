package postern.maillog.reading;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import postern.maillog.Direction;
import postern.maillog.Peer;
import postern.maillog.SessionOutcome;
import postern.maillog.line.Frame;
import postern.maillog.session.FailureMemory;
import postern.maillog.session.LibraryErrors;
import postern.maillog.session.OpenSession;
import postern.maillog.session.OpenSessions;
import postern.tls.ProtocolVersion;

/// Reads what Sendmail logs of TLS (`sendmail/tls.c`, 8.11 to 8.18): `STARTTLS=server, relay=…, version=…,
/// cipher=…` and `STARTTLS=server, error: accept failed=…, relay=…`, the library's errors in lines after it.
final class SendmailLines {
    private static final Pattern LINE = Pattern.compile("(?:[0-9A-Za-z]{10,20}: )?STARTTLS=(server|client)[,:] (.*)");
    private static final Pattern RELAY = Pattern.compile("relay=(\\S*?)\\.? ?\\[([0-9A-Fa-f.:]{2,45})\\]");
    private static final Pattern AGREED = Pattern.compile("version=([^,]+), .*?cipher=([^,]+)");
    private static final Pattern FAILED =
            Pattern.compile("error: (?:accept|connect) failed=(-?\\d+)(?:, reason=([^,]*))?.*");

    private final OpenSessions sessions;
    private final FailureMemory failures;
    private final Consumer<Direction> logged;
    private final LibraryErrors errors;

    SendmailLines(OpenSessions sessions, FailureMemory failures, Consumer<Direction> logged, LibraryErrors errors) {
        this.sessions = sessions;
        this.failures = failures;
        this.logged = logged;
        this.errors = errors;
    }

    /// Takes a line.
    ///
    /// @return whether it speaks of TLS and was understood
    boolean take(Frame frame) {
        Matcher line = LINE.matcher(frame.message());
        if (!line.matches()) {
            return false;
        }
        Direction direction = line.group(1).equals("server") ? Direction.INBOUND : Direction.OUTBOUND;
        String text = line.group(2);
        Matcher relay = RELAY.matcher(text);
        if (!relay.find()) {
            return text.contains("error:") && sessions.error(frame, errors.find(text));
        }
        Peer peer = new Peer(relay.group(1), relay.group(2));
        return agreed(frame, direction, peer, text) || failed(frame, direction, peer, text);
    }

    private boolean agreed(Frame frame, Direction direction, Peer peer, String text) {
        Matcher agreed = AGREED.matcher(text);
        Optional<ProtocolVersion> version = agreed.find() ? ProtocolVersion.named(agreed.group(1)) : Optional.empty();
        version.ifPresent(found -> {
            logged.accept(direction);
            sessions.begin(direction, peer, frame)
                    .established(new SessionOutcome.Established(found, agreed.group(2), ""));
        });
        return version.isPresent();
    }

    private boolean failed(Frame frame, Direction direction, Peer peer, String text) {
        Matcher failed = FAILED.matcher(text);
        if (!failed.matches()) {
            return false;
        }
        OpenSession session = sessions.begin(direction, peer, frame);
        String reason = failed.group(2) == null ? failed.group(1) : failed.group(2);
        session.failed(reason);
        errors.find("SSL routines: " + reason).ifPresent(session::error);
        sessions.expectErrors(frame, session);
        failures.failed(direction, peer, frame.time());
        return true;
    }
}
