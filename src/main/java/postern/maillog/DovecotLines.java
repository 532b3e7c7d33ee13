package postern.maillog;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import postern.openssl.OpenSslError;
import postern.tls.Answer;
import postern.tls.ProtocolVersion;

/// Reads the lines of Dovecot's login processes (`src/login-common/client-common.c`, `src/lib-ssl-iostream`,
/// Dovecot 1.0 to 2.4): one line tells a whole connection.
final class DovecotLines {
    private static final Pattern LOGIN =
            Pattern.compile("((?:imap|pop3|managesieve|submission|lmtp)(?:-login)?)(?:\\([^)]{0,200}\\))?"
                    + "(?:<\\d+><[^>]{0,64}>)?: (?:Info: |Warning: |Error: |Debug: )?(.*)");
    private static final Pattern REMOTE = Pattern.compile("\\brip=(?:::ffff:)?([0-9A-Fa-f.:]{2,45})(?=[,\\s]|$)");
    private static final Pattern AGREED =
            Pattern.compile("\\bTLS(?:v1)?, (TLSv1(?:\\.[0-3])?|SSLv[23]) with cipher (\\S+)");
    private static final Pattern FAILED = Pattern.compile(
            "((?:SSL_accept|SSL_read|SSL_write)\\(\\) failed: .*?)(?:, session=<|: user=<| \\(no auth|$)");
    private static final Pattern LOGGED_IN = Pattern.compile("^(?:Login|Logged in): ");
    private static final Pattern ENCRYPTED = Pattern.compile(", (?:TLS|SSL)(?=,|$)");

    private final Consumer<OpenSession> sessions;
    private final FailureMemory failures;

    DovecotLines(Consumer<OpenSession> sessions, FailureMemory failures) {
        this.sessions = sessions;
        this.failures = failures;
    }

    /// Takes a line.
    ///
    /// @return whether it tells of a connection
    boolean take(Frame frame) {
        Matcher login = LOGIN.matcher(frame.message());
        if (!login.matches() || !login.group(1).endsWith("-login")) {
            return false;
        }
        String text = login.group(2);
        Matcher remote = REMOTE.matcher(text);
        if (!remote.find()) {
            return false;
        }
        var program = new Program(login.group(1), login.group(1));
        var named = new Frame(
                frame.number(),
                frame.line(),
                frame.time(),
                frame.process(),
                program,
                frame.severity(),
                text,
                frame.times());
        return connection(named, new Peer("", remote.group(1)), text);
    }

    private boolean connection(Frame frame, Peer peer, String text) {
        var session = new OpenSession(Direction.INBOUND, peer, frame);
        Matcher agreed = AGREED.matcher(text);
        Matcher failed = FAILED.matcher(text);
        if (failed.find()) {
            session.failed(failed.group(1));
            OpenSslError.find(text).ifPresent(session::error);
            failures.failed(Direction.INBOUND, peer, frame.time());
        } else if (agreed.find()) {
            ProtocolVersion.named(agreed.group(1))
                    .ifPresent(version ->
                            session.established(new SessionOutcome.Established(version, agreed.group(2), "")));
        } else if (text.contains("TLS handshaking")) {
            session.failed("TLS handshaking: " + reason(text));
            failures.failed(Direction.INBOUND, peer, frame.time());
        } else if (LOGGED_IN.matcher(text).find()) {
            boolean encrypted = ENCRYPTED.matcher(text).find();
            session.commands(!encrypted && failures.recent(Direction.INBOUND, peer, frame.time()));
            // "secured" without TLS: the client is on the same machine.
            session.counted(encrypted ? Answer.YES : text.contains(", secured") ? Answer.UNKNOWN : Answer.NO);
        }
        Optional<SessionOutcome> outcome = session.outcome(false);
        outcome.ifPresent(_ -> sessions.accept(session));
        return outcome.isPresent();
    }

    private static String reason(String text) {
        int end = text.indexOf(" (");
        return text.startsWith("Disconnected") && end > 0 ? text.substring(0, end) : "connection closed";
    }
}
