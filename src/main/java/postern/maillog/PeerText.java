package postern.maillog;

/// A peer as it stands in a line: `name[address]`, `name[address]:port`, `[address]:port`, or before Postfix
/// 2.5 the name alone.
///
/// @param peer the peer
/// @param end  where it ends in the line
record PeerText(Peer peer, int end) {

    /// Reads the peer that starts at a place of the text.
    static PeerText at(String text, int start) {
        int close = text.indexOf(']', start);
        int open = text.indexOf('[', start);
        int blank = text.indexOf(' ', start);
        if (open >= start && close > open && (blank < 0 || blank > close)) {
            return new PeerText(
                    peer(text.substring(start, open), text.substring(open + 1, close)), port(text, close + 1));
        }
        int colon = text.indexOf(": ", start);
        int end = blank < 0 ? text.length() : blank;
        end = colon >= 0 && colon < end ? colon : end;
        return new PeerText(new Peer(text.substring(start, end), ""), end);
    }

    private static Peer peer(String name, String address) {
        return new Peer(name, address.equals("unknown") ? "" : address);
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

    /// What follows after `: `; the whole rest if nothing such follows.
    String rest(String text) {
        int from = text.startsWith(": ", end) ? end + 2 : end;
        return text.substring(Math.min(from, text.length()));
    }
}
