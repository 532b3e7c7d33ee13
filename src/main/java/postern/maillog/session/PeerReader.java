package postern.maillog.session;

import java.util.HashMap;
import java.util.Map;
import postern.maillog.Peer;

/// Reads peers as they stand in a line: `name[address]`, `name[address]:port`, `[address]:port`, or before Postfix
/// 2.5 the name alone. The same peer comes as the same object, as long as there are not too many.
public final class PeerReader {
    private static final int MOST_KNOWN = 60_000;

    private final Map<String, Peer> known = new HashMap<>();

    /// Reads the peer that starts at a place of the text.
    public PeerText at(String text, int start) {
        int close = text.indexOf(']', start);
        int blank = text.indexOf(' ', start);
        if (close > start && (blank < 0 || blank > close)) {
            int open = text.indexOf('[', start);
            if (open >= start && open < close) {
                return new PeerText(known(text.substring(start, close + 1)), port(text, close + 1));
            }
        }
        int colon = text.indexOf(": ", start);
        int end = blank < 0 ? text.length() : blank;
        end = colon >= 0 && colon < end ? colon : end;
        return new PeerText(new Peer(text.substring(start, end), ""), end);
    }

    private Peer known(String written) {
        Peer peer = known.get(written);
        if (peer == null) {
            peer = peer(written);
            if (known.size() < MOST_KNOWN) {
                known.put(written, peer);
            }
        }
        return peer;
    }

    /// Reads a peer with an address, `name[address]`, or an address alone.
    public static Peer peer(String written) {
        int open = written.indexOf('[');
        if (open < 0) {
            return new Peer("", written);
        }
        String address = written.substring(open + 1, written.length() - 1);
        return new Peer(written.substring(0, open), address.equals("unknown") ? "" : address);
    }

    private static int port(String text, int start) {
        int end = start;
        if (end < text.length() && text.charAt(end) == ':') {
            end++;
            while (end < text.length() && Character.isDigit(text.charAt(end))) {
                end++;
            }
        }
        return end == start + 1 ? start : end;
    }
}
