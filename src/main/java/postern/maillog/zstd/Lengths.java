package postern.maillog.zstd;

import java.io.IOException;

/// Codes of lengths: a least one, and how many bits are added (RFC 8878 section 3.1.1.3.2.1.1).
@SuppressWarnings("ArrayRecordComponent")
record Lengths(int[] least, int[] bits) {
    /// How many codes of literals stand for themselves.
    private static final int SMALL_LITERALS = 16;

    private static final int SMALL_MATCHES = 32;
    private static final int SHORTEST_MATCH = 3;

    static final Lengths LITERALS =
            of(0, SMALL_LITERALS, 1, 1, 1, 1, 2, 2, 3, 3, 4, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16);
    static final Lengths MATCHES =
            of(SHORTEST_MATCH, SMALL_MATCHES, 1, 1, 1, 1, 2, 2, 3, 3, 4, 4, 5, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16);

    /// Each code begins where the one before ends.
    private static Lengths of(int first, int small, int... more) {
        int[] least = new int[small + more.length];
        int[] bits = new int[least.length];
        int next = first;
        for (int code = 0; code < least.length; code++) {
            bits[code] = code < small ? 0 : more[code - small];
            least[code] = next;
            next += 1 << bits[code];
        }
        return new Lengths(least, bits);
    }

    int read(int code, BackwardBits from) throws IOException {
        if (code < 0 || code >= least.length) {
            throw new CorruptZstdException();
        }
        return least[code] + from.read(bits[code]);
    }
}
