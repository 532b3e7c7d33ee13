package postern.maillog.account;

import java.util.Arrays;
import postern.maillog.session.Verdict;

/// Adds up the sessions with each of many peers, which are numbered. All numbers lie in one array: an object for each
/// peer would have to be found in the memory, and be moved by the collector, at every turn.
final class PeerCounts {
    private static final int FIRST_SIZE = 1 << 10;
    private static final int TLS = 0;
    private static final int FAILED = 1;
    private static final int PLAINTEXT = 2;
    private static final int SILENT = 3;
    private static final int DELIVERED = 4;
    private static final int ROW = 5;

    private long[] counts = new long[FIRST_SIZE * ROW];

    void add(int peer, Verdict.Kind kind, int mails) {
        int row = peer * ROW;
        if (row >= counts.length) {
            counts = Arrays.copyOf(counts, Math.max(2 * counts.length, row + ROW));
        }
        counts[row + DELIVERED] += mails;
        switch (kind) {
            case ESTABLISHED, ENCRYPTED -> counts[row + TLS]++;
            case FAILED, UNAVAILABLE -> counts[row + FAILED]++;
            case PLAINTEXT -> counts[row + PLAINTEXT]++;
            case SILENT -> counts[row + SILENT]++;
            case CONTINUED, NOTHING -> {
                // No connection to tell of.
            }
        }
    }

    /// Whether no session with a peer tells anything of it.
    boolean isEmpty(int peer) {
        int row = peer * ROW;
        return row >= counts.length
                || counts[row + TLS] + counts[row + FAILED] + counts[row + PLAINTEXT] + counts[row + SILENT] == 0;
    }

    /// Adds what was counted for a peer to its account.
    void addTo(PeerAccount account, int peer) {
        if (!isEmpty(peer)) {
            int row = peer * ROW;
            account.add(
                    counts[row + TLS],
                    counts[row + FAILED],
                    counts[row + PLAINTEXT],
                    counts[row + SILENT],
                    counts[row + DELIVERED]);
        }
    }
}
