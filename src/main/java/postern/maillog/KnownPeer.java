package postern.maillog;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import postern.tls.ProtocolVersion;

/// A peer, and the ways its sessions went of which some were wanted as samples.
final class KnownPeer {
    private static final int MOST_WANTED = 2 * PeerAccounts.MOST_SAMPLES;
    private static final int VERSIONS = ProtocolVersion.values().length;

    private final Peer peer;
    private final List<Verdict> wanted = new ArrayList<>(2);
    /// The verdicts without words of which there are enough, which stays so: a bit for each version, then for each
    /// kind.
    private int enough;

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
        int bit = bit(verdict.kind(), verdict.version());
        if ((enough & bit) != 0) {
            return false;
        }
        boolean wants = few(verdict, most);
        if (!wants) {
            enough |= bit;
        }
        return wants;
    }

    private static int bit(Verdict.Kind kind, @Nullable ProtocolVersion version) {
        boolean versioned = version != null && kind == Verdict.Kind.ESTABLISHED;
        return 1 << (versioned ? version.ordinal() : VERSIONS + kind.ordinal());
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
