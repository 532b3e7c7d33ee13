package postern.maillog;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import postern.openssl.OpenSslError;
import postern.tls.ProtocolVersion;

/// The lines of one connection, from `connect` on, as long as they are those of a common connection: somebody comes,
/// starts TLS or fails to, leaves mails or is refused, and goes. Whatever else is logged makes them uncommon.
final class HeldLines {
    static final String CONNECT = "connect from ";
    static final String DISCONNECT = "disconnect from ";
    static final String PROBLEM = "warning: TLS library problem: ";

    private static final String ANONYMOUS = "Anonymous";
    private static final String ESTABLISHED = ANONYMOUS + " TLS connection established from ";
    private static final String CIPHER = " with cipher ";
    private static final String FAILED = "SSL_accept error from ";
    private static final String WARNING = "warning: ";
    /// Stands in place of a queue id where there is no mail yet.
    private static final String NO_QUEUE = "NOQUEUE";

    private static final String REJECT = NO_QUEUE + ": reject: ";
    private static final String LOST = "lost connection after ";
    private static final String TIMEOUT = "timeout after ";
    private static final String STARTTLS = "STARTTLS";
    private static final String CLIENT = "client=";
    private static final String NO_LOGIN = " authentication failed: ";
    private static final int MOST_LINES = 10;
    private static final ProtocolVersion[] VERSIONS = ProtocolVersion.values();

    private final LibraryErrors errors;
    private final List<Span> lines = new ArrayList<>(MOST_LINES);
    private final List<Tally.Event> events = new ArrayList<>(1);
    private final List<Span> failures = new ArrayList<>(1);
    private SessionState state = new SessionState();
    private String text = "";
    private String service = "";
    private int peer;
    private int peerLength;
    private int suite;
    private boolean over;

    HeldLines(LibraryErrors errors) {
        this.errors = errors;
    }

    /// A line as part of the text.
    ///
    /// @param number its place
    record Span(long number, int from, int to) {}

    String text() {
        return text;
    }

    List<Span> lines() {
        return lines;
    }

    /// Messages in it that are worth counting.
    List<Tally.Event> events() {
        return events;
    }

    SessionState state() {
        return state;
    }

    /// The peer as Postfix writes it.
    String peer() {
        return text.substring(peer, peer + peerLength);
    }

    /// How it went, when it is over.
    LineBatch.Session session(Peer with, @Nullable LogTime at) {
        return new LineBatch.Session(service, with, lines.getFirst().number(), at, state, agreed());
    }

    private SessionOutcome.@Nullable Established agreed() {
        return state.version()
                .map(version -> new SessionOutcome.Established(
                        version,
                        text.substring(
                                suite,
                                TextPart.wordEnd(text, suite, lines.get(1).to())),
                        ANONYMOUS))
                .orElse(null);
    }

    /// Its lines that tell of a failure of TLS.
    List<Span> failures() {
        return failures;
    }

    /// Whether the last line was taken.
    boolean isOver() {
        return over;
    }

    void clear() {
        if (!lines.isEmpty()) {
            lines.clear();
            events.clear();
            failures.clear();
            state = new SessionState();
            text = "";
            over = false;
        }
    }

    /// Begins with the line of a peer that connects, if it is given with name and address.
    ///
    /// @return whether it is
    boolean begin(String whole, Span line, String program, int message) {
        int start = message + CONNECT.length();
        int bracket = TextPart.indexOf(whole, '[', start, line.to());
        if (bracket < 0
                || TextPart.indexOf(whole, ']', start, line.to()) != line.to() - 1
                || TextPart.indexOf(whole, '[', bracket + 1, line.to()) >= 0
                || TextPart.indexOf(whole, ' ', start, line.to()) >= 0
                || !TextPart.isPlain(whole, start, line.to())) {
            return false;
        }
        text = whole;
        service = program;
        peer = start;
        peerLength = line.to() - start;
        lines.add(line);
        return true;
    }

    /// Whether it is with the peer whose text ends a line.
    boolean isWith(String other, int start, int to) {
        return to - start == peerLength && text.regionMatches(peer, other, start, peerLength);
    }

    /// Takes a line of the process.
    ///
    /// @return whether it belongs to this connection, and that to the common ones
    boolean take(Span line, int message) {
        boolean fits = lines.size() < MOST_LINES && message < line.to() && !endsBlank(line) && fits(line, message);
        if (fits) {
            lines.add(line);
        }
        return fits;
    }

    /// Blanks at the end are taken away where lines are read one by one.
    private boolean endsBlank(Span line) {
        return text.charAt(line.to() - 1) <= ' ';
    }

    private boolean fits(Span line, int message) {
        boolean known = switch (text.charAt(message)) {
            case 'A' -> established(line, message);
            case 'S' -> failed(line, message);
            case 'w' -> noLogin(line, message);
            case 'l' -> lost(line, message, LOST);
            case 't' -> lost(line, message, TIMEOUT);
            case 'N' -> rejected(line, message);
            case 'd' -> disconnected(line, message);
            default -> false;
        };
        return known || mail(line, message);
    }

    /// Takes an error of the library, after the handshake failed.
    ///
    /// @return whether it is one that can be read
    boolean problem(Span line, int message) {
        int end = line.to();
        boolean fits = lines.size() < MOST_LINES
                && message + PROBLEM.length() <= end
                && !endsBlank(line)
                && TextPart.isPlain(text, message, end);
        if (fits) {
            Optional<OpenSslError> error = errors.find(text.substring(message + WARNING.length(), end));
            error.ifPresent(state::error);
            lines.add(line);
        }
        return fits;
    }

    /// The first that happens in the connection.
    private boolean established(Span line, int message) {
        int start = message + ESTABLISHED.length() + peerLength;
        if (lines.size() > 1
                || !isPeerAfter(ESTABLISHED, message)
                || !text.startsWith(": ", start)
                || TextPart.indexOf(text, " bits)", start, line.to()) < 0) {
            return false;
        }
        for (ProtocolVersion each : VERSIONS) {
            String name = each.toString();
            if (text.startsWith(name, start + 2) && text.startsWith(CIPHER, start + 2 + name.length())) {
                state.established(each);
                suite = start + 2 + name.length() + CIPHER.length();
                return true;
            }
        }
        return false;
    }

    private boolean failed(Span line, int message) {
        int reason = message + FAILED.length() + peerLength + 2;
        boolean fits = lines.size() == 1
                && isPeerAfter(FAILED, message)
                && text.startsWith(": ", reason - 2)
                && reason < line.to()
                && TextPart.isPlain(text, reason, line.to());
        if (fits) {
            state.failed(text.substring(reason, line.to()));
            failures.add(line);
        }
        return fits;
    }

    /// `warning: name[address]: SASL LOGIN authentication failed: …`
    private boolean noLogin(Span line, int message) {
        int mechanism = message + WARNING.length() + peerLength + ": SASL ".length();
        int end = TextPart.wordEnd(text, mechanism, line.to());
        boolean fits = isPeerAfter(WARNING, message)
                && text.startsWith(": SASL ", mechanism - ": SASL ".length())
                && end > mechanism
                && text.startsWith(NO_LOGIN, end)
                && TextPart.isPlain(text, mechanism, line.to());
        if (fits) {
            events.add(new Tally.Event("smtpd.sasl.fail", service, ""));
        }
        return fits;
    }

    private boolean lost(Span line, int message, String start) {
        int command = message + start.length();
        int end = TextPart.wordEnd(text, command, line.to());
        boolean fits = text.startsWith(start, message)
                && end > command
                && isPeerAfter(" from ", end)
                && end + " from ".length() + peerLength == line.to()
                && TextPart.isPlain(text, message, line.to());
        if (!fits) {
            return false;
        }
        if (!text.startsWith(STARTTLS, command)) {
            events.add(new Tally.Event("smtpd.lost", service, text.substring(command, end)));
        } else if (state.lostAfterStartTls(text.substring(message, end))) {
            failures.add(line);
        }
        return true;
    }

    /// `NOQUEUE: reject: RCPT from name[address]: 550 5.1.1 text; more`
    private boolean rejected(Span line, int message) {
        int command = message + REJECT.length();
        int end = TextPart.wordEnd(text, command, line.to());
        int code = end + " from ".length() + peerLength + 2;
        int status = TextPart.wordEnd(text, code, line.to());
        int statusEnd = TextPart.wordEnd(text, status + 1, line.to());
        boolean fits = text.startsWith(REJECT, message)
                && end > command
                && !text.startsWith("CONNECT", command)
                && isPeerAfter(" from ", end)
                && text.startsWith(": ", code - 2)
                && status == code + 3
                && TextPart.isDigits(text, code, status)
                && isStatus(status + 1, statusEnd)
                && TextPart.indexOf(text, "; ", statusEnd + 2, line.to()) > 0
                && TextPart.isPlain(text, message, line.to());
        if (fits) {
            state.commands();
            events.add(new Tally.Event("smtpd.reject", service, text.substring(code, statusEnd)));
        }
        return fits;
    }

    private boolean mail(Span line, int message) {
        int colon = TextPart.indexOf(text, ": ", message, line.to());
        if (colon < 0 || !isPeerAfter(CLIENT, colon + 2)) {
            return false;
        }
        int end = colon + 2 + CLIENT.length() + peerLength;
        String id = text.substring(message, colon);
        boolean fits = !id.equals(NO_QUEUE)
                && QueueId.length(id + ": ") == id.length()
                && (end == line.to()
                        || (end < line.to() && text.charAt(end) == ',' && TextPart.isPlain(text, end, line.to())));
        if (fits) {
            state.mail(id);
        }
        return fits;
    }

    private boolean disconnected(Span line, int message) {
        int end = message + DISCONNECT.length() + peerLength;
        over = isPeerAfter(DISCONNECT, message) && (end == line.to() || (end < line.to() && text.charAt(end) == ' '));
        if (over && !state.isEstablished() && !state.isFailed()) {
            state.disconnected(text.substring(end, line.to()));
            if (state.isUnavailable()) {
                failures.add(line);
            }
        }
        return over;
    }

    private boolean isPeerAfter(String start, int message) {
        return text.startsWith(start, message) && text.regionMatches(message + start.length(), text, peer, peerLength);
    }

    /// `5.7.1`
    private boolean isStatus(int from, int to) {
        int second = TextPart.indexOf(text, '.', from + 2, to);
        return from + 1 < to
                && TextPart.isDigit(text.charAt(from))
                && text.charAt(from + 1) == '.'
                && second > from + 2
                && second + 1 < to
                && TextPart.isDigits(text, from + 2, second)
                && TextPart.isDigits(text, second + 1, to);
    }
}
