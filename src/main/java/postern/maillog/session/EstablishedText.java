package postern.maillog.session;

import java.util.List;
import java.util.Optional;
import postern.maillog.Direction;
import postern.maillog.Peer;
import postern.maillog.SessionOutcome;
import postern.tls.ProtocolVersion;

/// `Anonymous TLS connection established from mail.example.net[192.0.2.1]: TLSv1.2 with cipher AES256-SHA (256/256
/// bits)`.
///
/// @param direction who began the connection
/// @param reused whether the connection had served another mail before, with the same TLS
/// @param peer the other side
/// @param how  version, suite, trust
public record EstablishedText(Direction direction, boolean reused, Peer peer, SessionOutcome.Established how) {
    private static final String MIDDLE = "TLS connection ";
    private static final String CIPHER = " with cipher ";
    private static final List<String> WAYS =
            List.of("established from ", "established to ", "reused from ", "reused to ");

    /// Reads the message; empty if it is another one.
    public static Optional<EstablishedText> read(String message, PeerReader peers) {
        int middle = message.indexOf(MIDDLE);
        if (middle < 0 || middle > "Anonymous ".length()) {
            return Optional.empty();
        }
        int way = middle + MIDDLE.length();
        int start = afterWay(message, way);
        int cipher = message.indexOf(CIPHER, middle);
        int colon = message.lastIndexOf(": ", cipher - 2);
        if (start < 0 || cipher < 0 || colon < start) {
            return Optional.empty();
        }
        int cipherStart = cipher + CIPHER.length();
        int cipherEnd = message.indexOf(' ', cipherStart);
        String suite = message.substring(cipherStart, cipherEnd < 0 ? message.length() : cipherEnd);
        String trust = message.substring(0, middle).strip();
        return ProtocolVersion.named(message.substring(colon + 2, cipher))
                .map(version -> new EstablishedText(
                        message.startsWith("from ", start - 5) ? Direction.INBOUND : Direction.OUTBOUND,
                        message.startsWith("reused", way),
                        peers.at(message, start).peer(),
                        new SessionOutcome.Established(version, suite, trust)));
    }

    private static int afterWay(String message, int at) {
        for (String way : WAYS) {
            if (message.startsWith(way, at)) {
                return at + way.length();
            }
        }
        return -1;
    }
}
