package postern.maillog.session;

import postern.maillog.Peer;

/// A peer that stands in a line.
///
/// @param peer the peer
/// @param end  where it ends in the line
public record PeerText(Peer peer, int end) {

    /// What follows after `: `; the whole rest if nothing such follows.
    public String rest(String text) {
        int from = text.startsWith(": ", end) ? end + 2 : end;
        return text.substring(Math.min(from, text.length()));
    }
}
