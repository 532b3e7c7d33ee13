package postern.maillog.reading;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import postern.maillog.Direction;
import postern.maillog.Peer;
import postern.maillog.SessionOutcome;
import postern.maillog.line.Frame;
import postern.maillog.line.OwnLog;
import postern.maillog.session.FailureMemory;
import postern.maillog.session.LibraryErrors;
import postern.maillog.session.OpenSession;
import postern.tls.Answer;
import postern.tls.ProtocolVersion;

/// Reads the main log of Exim as far as TLS goes (`src/log.c`, `src/tls.c`, `src/deliver.c`, 4.6x to 4.9x): arrivals
/// and deliveries with `X=` tell a whole connection, `TLS error on connection` a failed one.
final class EximLines {
    private static final Pattern ERROR = Pattern.compile(
            "(?:TLS error on connection (from|to) |(?=H=.* TLS error on connection ))"
                    + "(?:H=)?(?:([^\\s(\\[]\\S*) )?(?:\\(([^)]*)\\) )?\\[([0-9A-Fa-f.:]{2,45})\\](?::\\d+)?.*? ?\\(((?:SSL|gnutls)_\\w+)\\)(?:: (.*))?");
    private static final Pattern HOST =
            Pattern.compile(" H=(?:([\\w.-]+) )?(?:\\([^)]*\\) )?\\[([0-9A-Fa-f.:]{2,45})\\]");
    private static final Pattern AGREED = Pattern.compile(" X=(TLS|SSL)v?(\\d(?:\\.\\d)?):([^: ]+)");
    private static final Pattern PLAIN = Pattern.compile(" P=e?smtpa? ");
    private static final Pattern REFUSED =
            Pattern.compile(": ((?:a TLS session is required|failure while setting up TLS session|TLS session).*)");

    private final Consumer<OpenSession> sessions;
    private final FailureMemory failures;
    private final Consumer<Direction> logged;
    private final LibraryErrors errors;

    EximLines(
            Consumer<OpenSession> sessions, FailureMemory failures, Consumer<Direction> logged, LibraryErrors errors) {
        this.sessions = sessions;
        this.failures = failures;
        this.logged = logged;
        this.errors = errors;
    }

    /// Takes a line.
    ///
    /// @return whether it tells of a connection
    boolean take(Frame frame) {
        Matcher error = ERROR.matcher(frame.message());
        if (error.matches()) {
            failed(frame, error);
            return true;
        }
        Matcher mail = OwnLog.EXIM_MAIL.matcher(frame.message());
        return mail.matches() && mail(frame, mail.group(1), " " + mail.group(2));
    }

    private void failed(Frame frame, Matcher error) {
        boolean accepting = error.group(5).equals("SSL_accept") || "from".equals(error.group(1));
        boolean outbound = error.group(5).equals("SSL_connect") || "to".equals(error.group(1));
        Direction direction = outbound && !accepting ? Direction.OUTBOUND : Direction.INBOUND;
        Peer peer = peer(error.group(2), error.group(4));
        var session = new OpenSession(direction, peer, frame);
        session.failed(error.group(6) == null ? error.group(5) : error.group(6));
        errors.find(frame.message()).ifPresent(session::error);
        failures.failed(direction, peer, frame.time());
        sessions.accept(session);
    }

    private boolean mail(Frame frame, String sign, String text) {
        Matcher host = HOST.matcher(text);
        if (!host.find()) {
            return false;
        }
        Direction direction = sign.equals("<=") ? Direction.INBOUND : Direction.OUTBOUND;
        Peer peer = peer(host.group(1), host.group(2));
        var session = new OpenSession(direction, peer, frame);
        boolean put = sign.equals("==") || sign.equals("**");
        boolean told = put ? refused(session, text) : carried(session, frame, text);
        if (told) {
            sessions.accept(session);
        }
        return told;
    }

    private boolean refused(OpenSession session, String text) {
        Matcher refused = REFUSED.matcher(text);
        if (!refused.find()) {
            return false;
        }
        if (refused.group(1).contains("not offer")) {
            session.unavailable(refused.group(1));
        } else {
            session.failed(refused.group(1));
            errors.find(refused.group(1)).ifPresent(session::error);
        }
        return true;
    }

    private boolean carried(OpenSession session, Frame frame, String text) {
        Matcher agreed = AGREED.matcher(text);
        if (agreed.find()) {
            Optional<ProtocolVersion> version = version(agreed.group(1), agreed.group(2));
            version.ifPresent(found -> session.established(new SessionOutcome.Established(found, agreed.group(3), "")));
            logged.accept(session.direction());
        } else if (session.direction() == Direction.INBOUND
                && !PLAIN.matcher(text).find()) {
            return false;
        } else {
            session.counted(Answer.NO);
            session.commands(failures.recent(session.direction(), session.peer(), frame.time()));
        }
        session.mail(frame.message().substring(0, frame.message().indexOf(' ')));
        return true;
    }

    /// Exim writes `TLS1.2`, `TLSv1.2` and, for version 1.0, `TLS1.0` or `TLSv1`.
    private static Optional<ProtocolVersion> version(String name, String number) {
        return name.equals("SSL")
                ? ProtocolVersion.named("SSLv" + number)
                : ProtocolVersion.named("TLSv" + (number.equals("1.0") ? "1" : number));
    }

    private static Peer peer(@Nullable String name, String address) {
        return new Peer(name == null ? "" : name, address);
    }
}
