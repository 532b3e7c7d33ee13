package postern.maillog.sieve;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import postern.maillog.Peer;
import postern.maillog.SessionOutcome;
import postern.maillog.account.Tally;
import postern.maillog.bytes.ByteText;
import postern.maillog.bytes.LineNumbers;
import postern.maillog.bytes.Lines;
import postern.maillog.bytes.Word;
import postern.maillog.line.LogTime;
import postern.maillog.session.LibraryErrors;
import postern.maillog.session.QueueId;
import postern.maillog.session.SessionState;
import postern.openssl.OpenSslError;
import postern.tls.ProtocolVersion;

/// The lines of one connection, from `connect` on, as long as they are those of a common connection: somebody comes,
/// starts TLS or fails to, leaves mails or is refused, and goes. Whatever else is logged makes them uncommon.
final class HeldLines {
    static final Word CONNECT = new Word("connect from ");
    static final Word DISCONNECT = new Word("disconnect from ");
    static final Word PROBLEM = new Word("warning: TLS library problem: ");

    private static final String ANONYMOUS = "Anonymous";
    private static final Word ESTABLISHED = new Word(ANONYMOUS + " TLS connection established from ");
    private static final Word FAILED = new Word("SSL_accept error from ");
    private static final Word WARNING = new Word("warning: ");
    /// Stands in place of a queue id where there is no mail yet.
    private static final Word NO_QUEUE = new Word("NOQUEUE: ");

    private static final Word REJECT = new Word("NOQUEUE: reject: ");
    private static final Word LOST = new Word("lost connection after ");
    private static final Word TIMEOUT = new Word("timeout after ");
    private static final Word STARTTLS = new Word("STARTTLS");
    private static final Word CLIENT = new Word("client=");
    private static final Word NO_LOGIN = new Word(" authentication failed: ");
    private static final Word COLON = new Word(": ");
    private static final Word BITS = new Word(" bits)");
    private static final Word SASL = new Word(": SASL ");
    private static final Word FROM = new Word(" from ");
    private static final Word REST = new Word("; ");
    private static final Word NOT_ACCEPTED = new Word("CONNECT");
    private static final ByteText NOTHING = ByteText.of("");
    private static final int MOST_LINES = 10;
    private static final ProtocolVersion[] VERSIONS = ProtocolVersion.values();
    /// What follows the peer for each version.
    private static final Word[] WITH_CIPHER = Stream.of(VERSIONS)
            .map(version -> new Word(version + " with cipher "))
            .toArray(Word[]::new);

    private final Lines all;
    private final LibraryErrors errors;
    private final LineNumbers lines = new LineNumbers(MOST_LINES);
    private final LineNumbers failures = new LineNumbers(1);
    private final List<Tally.Event> events = new ArrayList<>(1);
    private SessionState state = new SessionState();
    private ByteText text = NOTHING;
    private String service = "";
    private int peer;
    private int peerLength;
    private int suite;
    /// Where the name of the last mail stands; without length if there was none.
    private int queueId;

    private int queueIdLength;
    private boolean over;

    /// @param all the lines under work
    HeldLines(Lines all, LibraryErrors errors) {
        this.all = all;
        this.errors = errors;
    }

    LineNumbers lines() {
        return lines;
    }

    /// Messages in it that are worth counting.
    List<Tally.Event> events() {
        return events;
    }

    SessionState state() {
        return state;
    }

    /// Where the peer stands in the text.
    int peer() {
        return peer;
    }

    /// Where the peer ends.
    int peerEnd() {
        return peer + peerLength;
    }

    /// How it went, when it is over.
    LineBatch.Session session(Peer with, @Nullable LogTime at) {
        return new LineBatch.Session(service, with, all.number(lines.first()), at, state, agreed());
    }

    private SessionOutcome.@Nullable Established agreed() {
        return state.version()
                .map(version -> new SessionOutcome.Established(
                        version, text.string(suite, text.wordEnd(suite, all.to(lines.get(1)))), ANONYMOUS))
                .orElse(null);
    }

    /// Its lines that tell of a failure of TLS.
    LineNumbers failures() {
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
            text = NOTHING;
            queueIdLength = 0;
            over = false;
        }
    }

    /// Begins with the line of a peer that connects, if it is given with name and address.
    ///
    /// @param start where the peer begins
    /// @return whether it is
    boolean begin(int line, String program, int start) {
        ByteText whole = all.text();
        int to = all.to(line);
        int bracket = whole.indexOf('[', start, to);
        if (bracket < 0
                || whole.indexOf(']', start, to) != to - 1
                || whole.indexOf('[', bracket + 1, to) >= 0
                || whole.indexOf(' ', start, to) >= 0
                || !whole.isPlain(start, to)) {
            return false;
        }
        text = whole;
        service = program;
        peer = start;
        peerLength = to - start;
        lines.add(line);
        return true;
    }

    /// Whether it is with the peer whose text ends a line.
    boolean isWith(int start, int to) {
        return to - start == peerLength && text.isSame(peer, text, start, peerLength);
    }

    /// Takes a line of the process.
    ///
    /// @return whether it belongs to this connection, and that to the common ones
    boolean take(int line, int message) {
        int to = all.to(line);
        boolean fits = lines.size() < MOST_LINES && message < to && !endsBlank(to) && fits(line, message, to);
        if (fits) {
            lines.add(line);
        }
        return fits;
    }

    /// Blanks at the end are taken away where lines are read one by one.
    private boolean endsBlank(int to) {
        return text.at(to - 1) <= ' ';
    }

    private boolean fits(int line, int message, int to) {
        boolean known = switch (text.at(message)) {
            case 'A' -> established(message, to);
            case 'S' -> failed(line, message, to);
            case 'w' -> noLogin(message, to);
            case 'l' -> lost(line, message, to, LOST);
            case 't' -> lost(line, message, to, TIMEOUT);
            case 'N' -> rejected(message, to);
            case 'd' -> disconnected(line, message, to);
            default -> false;
        };
        return known || mail(message, to);
    }

    /// Takes an error of the library, after the handshake failed.
    ///
    /// @return whether it is one that can be read
    boolean problem(int line, int message) {
        int end = all.to(line);
        boolean fits = lines.size() < MOST_LINES
                && message + PROBLEM.length() <= end
                && !endsBlank(end)
                && text.isPlain(message, end);
        if (fits) {
            Optional<OpenSslError> error = errors.find(text.string(message + WARNING.length(), end));
            error.ifPresent(state::error);
            lines.add(line);
        }
        return fits;
    }

    /// The first that happens in the connection.
    private boolean established(int message, int to) {
        int start = message + ESTABLISHED.length() + peerLength;
        if (lines.size() > 1
                || !isPeerAfter(ESTABLISHED, message)
                || !text.startsWith(COLON, start)
                || text.indexOf(BITS, start, to) < 0) {
            return false;
        }
        for (int i = VERSIONS.length - 1; i >= 0; i--) {
            if (text.startsWith(WITH_CIPHER[i], start + 2)) {
                state.established(VERSIONS[i]);
                suite = start + 2 + WITH_CIPHER[i].length();
                return true;
            }
        }
        return false;
    }

    private boolean failed(int line, int message, int to) {
        int reason = message + FAILED.length() + peerLength + 2;
        boolean fits = lines.size() == 1
                && isPeerAfter(FAILED, message)
                && text.startsWith(COLON, reason - 2)
                && reason < to
                && text.isPlain(reason, to);
        if (fits) {
            state.failed(text.string(reason, to));
            failures.add(line);
        }
        return fits;
    }

    /// `warning: name[address]: SASL LOGIN authentication failed: …`
    private boolean noLogin(int message, int to) {
        int mechanism = message + WARNING.length() + peerLength + SASL.length();
        int end = text.wordEnd(mechanism, to);
        boolean fits = isPeerAfter(WARNING, message)
                && text.startsWith(SASL, mechanism - SASL.length())
                && end > mechanism
                && text.startsWith(NO_LOGIN, end)
                && text.isPlain(mechanism, to);
        if (fits) {
            events.add(new Tally.Event("smtpd.sasl.fail", service, ""));
        }
        return fits;
    }

    private boolean lost(int line, int message, int to, Word start) {
        int command = message + start.length();
        int end = text.wordEnd(command, to);
        boolean fits = text.startsWith(start, message)
                && end > command
                && isPeerAfter(FROM, end)
                && end + FROM.length() + peerLength == to
                && text.isPlain(message, to);
        if (!fits) {
            return false;
        }
        if (!text.startsWith(STARTTLS, command)) {
            events.add(new Tally.Event("smtpd.lost", service, text.string(command, end)));
        } else if (state.lostAfterStartTls(text.string(message, end))) {
            failures.add(line);
        }
        return true;
    }

    /// `NOQUEUE: reject: RCPT from name[address]: 550 5.1.1 text; more`
    private boolean rejected(int message, int to) {
        int command = message + REJECT.length();
        int end = text.wordEnd(command, to);
        int code = end + FROM.length() + peerLength + 2;
        int status = text.wordEnd(code, to);
        int statusEnd = text.wordEnd(status + 1, to);
        boolean fits = text.startsWith(REJECT, message)
                && end > command
                && !text.startsWith(NOT_ACCEPTED, command)
                && isPeerAfter(FROM, end)
                && text.startsWith(COLON, code - 2)
                && status == code + 3
                && text.isDigits(code, status)
                && isStatus(status + 1, statusEnd)
                && text.indexOf(REST, statusEnd + 2, to) > 0
                && text.isPlain(message, to);
        if (fits) {
            state.commands();
            events.add(new Tally.Event("smtpd.reject", service, text.string(code, statusEnd)));
        }
        return fits;
    }

    private boolean mail(int message, int to) {
        int colon = text.indexOf(COLON, message, to);
        if (colon < 0 || !isPeerAfter(CLIENT, colon + 2)) {
            return false;
        }
        int end = colon + 2 + CLIENT.length() + peerLength;
        boolean fits = QueueId.is(text, message, colon)
                && !text.startsWith(NO_QUEUE, message)
                && (end == to || (end < to && text.at(end) == ',' && text.isPlain(end, to)));
        if (fits) {
            boolean same = colon - message == queueIdLength && text.isSame(queueId, text, message, queueIdLength);
            if (!same) {
                state.anotherMail();
            }
            queueId = message;
            queueIdLength = colon - message;
        }
        return fits;
    }

    private boolean disconnected(int line, int message, int to) {
        int end = message + DISCONNECT.length() + peerLength;
        over = isPeerAfter(DISCONNECT, message) && (end == to || (end < to && text.at(end) == ' '));
        if (over && !state.isEstablished() && !state.isFailed()) {
            state.disconnected(text.string(end, to));
            if (state.isUnavailable()) {
                failures.add(line);
            }
        }
        return over;
    }

    private boolean isPeerAfter(Word start, int message) {
        return text.startsWith(start, message) && text.isSame(message + start.length(), text, peer, peerLength);
    }

    /// `5.7.1`
    private boolean isStatus(int from, int to) {
        int second = text.indexOf('.', from + 2, to);
        return from + 1 < to
                && ByteText.isDigit(text.at(from))
                && text.at(from + 1) == '.'
                && second > from + 2
                && second + 1 < to
                && text.isDigits(from + 2, second)
                && text.isDigits(second + 1, to);
    }
}
