package postern.maillog.account;

import java.util.ArrayList;
import java.util.List;
import postern.maillog.Peer;
import postern.maillog.session.Verdict;

/// A peer, and the ways its sessions went of which some were wanted as samples.
final class KnownPeer {
    private static final int MOST_WANTED = 2 * PeerAccounts.MOST_SAMPLES;

    private final Peer peer;
    private final List<Verdict> wanted = new ArrayList<>(2);
    /// The verdicts without words of which there are enough, which stays so.
    private List<Verdict> enough = List.of();

    KnownPeer(Peer peer) {
        this.peer = peer;
    }

    Peer peer() {
        return peer;
    }

    /// Whether there are too few sessions that went this way.
    ///
    /// @param most how many are enough
    boolean wants(Verdict verdict, int most) {
        if (verdict.isFailure()) {
            return few(verdict, most);
        }
        if (enough.contains(verdict)) {
            return false;
        }
        boolean wants = few(verdict, most);
        if (!wants) {
            enough = new ArrayList<>(enough);
            enough.add(verdict);
        }
        return wants;
    }

    private boolean few(Verdict verdict, int most) {
        int alike = 0;
        for (int i = 0; i < wanted.size() && alike < most; i++) {
            alike += wanted.get(i).equals(verdict) ? 1 : 0;
        }
        return alike < most && wanted.size() < MOST_WANTED;
    }

    /// A session that went this way becomes a sample.
    void give(Verdict verdict) {
        wanted.add(verdict);
    }
}
