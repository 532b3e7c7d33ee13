package postern.maillog;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import postern.tls.ProtocolVersion;

/// The lines of one process, from `connect` on, as long as they are those of a [CommonSession].
final class HeldLines {
    static final String CONNECT = "connect from ";

    private static final String ESTABLISHED = "Anonymous TLS connection established from ";
    private static final String CLIENT = "client=";
    private static final String DISCONNECT = "disconnect from ";
    private static final String CIPHER = " with cipher ";
    private static final int MOST_LINES = 8;
    private static final ProtocolVersion[] VERSIONS = ProtocolVersion.values();

    private final List<CommonSession.Span> lines = new ArrayList<>(MOST_LINES);
    private String text = "";
    private int process;
    private int processLength;
    private int peer;
    private int peerLength;
    private @Nullable ProtocolVersion version;
    private int mails;
    private boolean over;

    String text() {
        return text;
    }

    List<CommonSession.Span> lines() {
        return lines;
    }

    void clear() {
        lines.clear();
        text = "";
        version = null;
        mails = 0;
        over = false;
    }

    /// Begins with the line of a peer that connects.
    void begin(String whole, CommonSession.Span line, int host, int close, int message) {
        text = whole;
        process = host;
        processLength = close - host;
        peer = message + CONNECT.length();
        peerLength = line.to() - peer;
        lines.add(line);
    }

    /// Whether a line is written by the same process of the same host.
    boolean isOf(String other, int host, int close) {
        return !lines.isEmpty()
                && close - host == processLength
                && text.regionMatches(process, other, host, processLength);
    }

    /// Takes the next line of the process.
    ///
    /// @return whether it belongs to a common connection
    boolean take(CommonSession.Span line, int message) {
        boolean fits =
                lines.size() < MOST_LINES && (version == null ? established(line, message) : goesOn(line, message));
        if (fits) {
            lines.add(line);
        }
        return fits;
    }

    private boolean established(CommonSession.Span line, int message) {
        if (!isPeerAfter(ESTABLISHED, message)) {
            return false;
        }
        int start = message + ESTABLISHED.length() + peerLength;
        if (!text.startsWith(": ", start)
                || text.charAt(line.to() - 1) == ' '
                || text.indexOf(" bits)", start, line.to()) < 0) {
            return false;
        }
        for (ProtocolVersion each : VERSIONS) {
            String name = each.toString();
            if (text.startsWith(name, start + 2) && text.startsWith(CIPHER, start + 2 + name.length())) {
                version = each;
                return true;
            }
        }
        return false;
    }

    /// A mail without login, or the end.
    private boolean goesOn(CommonSession.Span line, int message) {
        if (isPeerAfter(DISCONNECT, message)) {
            int end = message + DISCONNECT.length() + peerLength;
            over = mails > 0 && (end == line.to() || text.charAt(end) == ' ');
            return over;
        }
        int colon = text.indexOf(": ", message, line.to());
        boolean mail = colon > 0
                && colon - message >= QueueId.SHORTEST
                && isPeerAfter(CLIENT, colon + 2)
                && colon + 2 + CLIENT.length() + peerLength == line.to();
        mails += mail ? 1 : 0;
        return mail;
    }

    private boolean isPeerAfter(String start, int message) {
        return text.startsWith(start, message) && text.regionMatches(message + start.length(), text, peer, peerLength);
    }

    /// The connection, if it is over; null before.
    @Nullable
    CommonSession whole() {
        ProtocolVersion agreed = version;
        return over && agreed != null
                ? new CommonSession(
                        text,
                        List.copyOf(lines),
                        new CommonSession.Span(lines.getFirst().number(), peer, peer + peerLength),
                        agreed,
                        mails)
                : null;
    }
}
