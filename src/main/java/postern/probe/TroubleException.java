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

/// Ends a conversation and says by what.
final class TroubleException extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient Trouble trouble;

    TroubleException(Trouble trouble) {
        super(trouble.id());
        this.trouble = trouble;
    }

    Trouble trouble() {
        return trouble;
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
