package postern.probe;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Locale;
import org.apache.commons.net.MalformedServerReplyException;
import org.bouncycastle.tls.TlsFatalAlertReceived;

/// Ends a conversation and says by what.
final class TroubleException extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient Trouble trouble;
    private final boolean turnedAway;

    TroubleException(Trouble trouble) {
        this(trouble, false);
    }

    private TroubleException(Trouble trouble, boolean turnedAway) {
        super(trouble.id());
        this.trouble = trouble;
        this.turnedAway = turnedAway;
    }

    /// Ends a conversation in which it did not come to a hello, so that the server has not answered one.
    static TroubleException turnedAway(Trouble trouble) {
        return new TroubleException(trouble, true);
    }

    /// Whether it is a server's way to refuse a hello: an alert, or the end of the connection. A server that does not
    /// let it come to a hello refuses nothing that was offered in it.
    boolean isRefusal() {
        return !turnedAway && (trouble instanceof Trouble.Alert || trouble instanceof Trouble.Closed);
    }

    Trouble trouble() {
        return trouble;
    }

    /// The trouble as a word, an alert with its number.
    String word() {
        return trouble instanceof Trouble.Alert(int description) ? "alert " + description : trouble.id();
    }

    /// What an exception of the network or of Commons Net means.
    static Trouble of(IOException e) {
        return switch (e) {
            case TroubleException known -> known.trouble;
            case UnknownHostException _ -> new Trouble.NameUnknown();
            case SocketTimeoutException _ -> new Trouble.TimedOut();
            case NoRouteToHostException _, PortUnreachableException _ -> new Trouble.Unreachable();
            case ConnectException connect -> ofConnect(connect);
            case MalformedServerReplyException _ -> new Trouble.WrongProtocol();
            case EOFException _ -> new Trouble.Closed();
            case TlsFatalAlertReceived alert -> new Trouble.Alert(alert.getAlertDescription() & 0xff);
            default -> unreachable(e) ? new Trouble.Unreachable() : new Trouble.Closed();
        };
    }

    /// Java tells these apart only by the system's own words.
    private static Trouble ofConnect(ConnectException e) {
        if (unreachable(e)) {
            return new Trouble.Unreachable();
        }
        boolean timedOut = e.getMessage() != null
                && e.getMessage().toLowerCase(Locale.ROOT).contains("timed out");
        return timedOut ? new Trouble.TimedOut() : new Trouble.ConnectionRefused();
    }

    private static boolean unreachable(IOException e) {
        return e.getMessage() != null && e.getMessage().toLowerCase(Locale.ROOT).contains("unreachable");
    }
}
