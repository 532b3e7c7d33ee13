package postern.maillog.reading;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import postern.maillog.Direction;
import postern.maillog.Peer;
import postern.maillog.SessionOutcome;
import postern.maillog.line.Frame;
import postern.maillog.line.Program;
import postern.maillog.message.KnownMessage;
import postern.maillog.message.MessageCatalog;
import postern.maillog.session.FailureMemory;
import postern.maillog.session.OpenSession;
import postern.maillog.session.Verdict;
import postern.openssl.OpenSslError;
import postern.tls.Answer;
import postern.tls.ProtocolVersion;

/// Reads the lines of Dovecot (`src/login-common/client-common.c`, `src/lib-ssl-iostream`, Dovecot 1.0 to 2.4):
/// one line of a login process tells a whole connection.
final class DovecotLines {
    private static final Pattern PROCESS =
            Pattern.compile("(?:([a-z0-9-]{1,32})(?:\\([^)]{0,200}\\))?(?:<\\d+><[^>]{0,64}>)?: )?"
                    + "(?:(?:Info|Warning|Error|Fatal|Panic|Debug): )?(.*)");
    private static final Pattern REMOTE = Pattern.compile("\\brip=(?:::ffff:)?([0-9A-Fa-f.:]{2,45})(?=[,\\s]|$)");
    private static final Pattern AGREED = Pattern.compile("\\bTLS, (TLSv1(?:\\.[0-3])?|SSLv[23]) with cipher (\\S+)");
    private static final Pattern FAILED = Pattern.compile(
            "((?:SSL_accept|SSL_read|SSL_write)(?:\\(\\))? failed: .*?)(?:, session=<|: user=<| \\(no auth|$)");
    private static final Pattern LOGGED_IN = Pattern.compile("(?:Login|Logged in): ");
    private static final String NOT_READY = "Failed to initialize SSL server context";

    private final Consumer<OpenSession> sessions;
    private final FailureMemory failures;
    private final EventCollector events;

    DovecotLines(Consumer<OpenSession> sessions, FailureMemory failures, EventCollector events) {
        this.sessions = sessions;
        this.failures = failures;
        this.events = events;
    }

    /// Takes a line.
    ///
    /// @return whether it tells of a connection or of trouble with TLS
    boolean take(Frame frame) {
        if (!mayMatter(frame)) {
            return false;
        }
        Matcher process = PROCESS.matcher(frame.message());
        if (!process.matches()) {
            return false;
        }
        String named = process.group(1);
        String name = named == null ? frame.program().daemon() : named;
        Frame own = frame.of(new Program(name, name), process.group(2));
        boolean login = LOGGED_IN.matcher(own.message()).lookingAt();
        Optional<MessageCatalog.Found> known =
                login ? Optional.empty() : MessageCatalog.DOVECOT.find(KnownMessage.Kind.LOG, own.message());
        known.ifPresent(found -> events.add(found, own));
        boolean connection = name.endsWith("-login")
                && remote(own.message()).filter(peer -> connection(own, peer)).isPresent();
        return connection || known.isPresent();
    }

    /// The address of the other side. Most of the line lies before it.
    private static Optional<Peer> remote(String text) {
        Matcher remote = REMOTE.matcher(text).useTransparentBounds(true);
        int start = text.indexOf("rip=");
        boolean found = start >= 0 && remote.region(start, text.length()).find();
        return found ? Optional.of(new Peer("", remote.group(1))) : Optional.empty();
    }

    private static boolean mayMatter(Frame frame) {
        String text = frame.message();
        return frame.program().daemon().endsWith("-login")
                || text.contains("-login: ")
                || text.contains("Fatal: ")
                || text.contains("Error: ")
                || text.contains("ssl")
                || text.contains("SSL")
                || text.contains("starting up");
    }

    private boolean connection(Frame frame, Peer peer) {
        var session = new OpenSession(Direction.INBOUND, peer, frame);
        String text = frame.message();
        Matcher agreed = AGREED.matcher(text);
        Matcher failed = FAILED.matcher(text);
        if (text.contains("() failed: ") && failed.find()) {
            session.failed(failed.group(1));
            OpenSslError.find(text).ifPresent(session::error);
            failures.failed(Direction.INBOUND, peer, frame.time());
        } else if (text.contains(" with cipher ") && agreed.find()) {
            ProtocolVersion.named(agreed.group(1))
                    .ifPresent(version ->
                            session.established(new SessionOutcome.Established(version, agreed.group(2), "")));
        } else if (text.startsWith(NOT_READY)) {
            session.unavailable(beforeUser(text));
        } else if (text.contains("TLS handshaking")) {
            session.failed("TLS handshaking: " + reason(text));
            failures.failed(Direction.INBOUND, peer, frame.time());
        } else if (LOGGED_IN.matcher(text).lookingAt()) {
            loggedIn(session, frame, text);
        }
        sessions.accept(session);
        return session.verdict().kind() != Verdict.Kind.NOTHING;
    }

    /// "secured" without TLS: the client is on the same machine.
    private void loggedIn(OpenSession session, Frame frame, String text) {
        boolean encrypted = hasPart(text, ", TLS") || hasPart(text, ", SSL");
        session.commands(!encrypted && failures.recent(Direction.INBOUND, session.peer(), frame.time()));
        Answer local = text.contains(", secured") ? Answer.UNKNOWN : Answer.NO;
        session.counted(encrypted ? Answer.YES : local);
    }

    /// Whether a text stands in it up to the next comma or the end.
    private static boolean hasPart(String text, String part) {
        int at = text.indexOf(part);
        while (at >= 0) {
            int end = at + part.length();
            if (end == text.length() || text.charAt(end) == ',') {
                return true;
            }
            at = text.indexOf(part, end);
        }
        return false;
    }

    private static String beforeUser(String text) {
        int end = text.indexOf(": user=<");
        return end < 0 ? text : text.substring(0, end);
    }

    private static String reason(String text) {
        int end = text.indexOf(" (");
        return text.startsWith("Disconnected") && end > 0 ? text.substring(0, end) : "connection closed";
    }
}
