package postern.maillog.zstd;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// What the codes of one field of the sequences stand for: literals, offsets or lengths of a match (RFC 8878 section
/// 3.1.1.3.2).
final class SequenceTables {
    private static final int PREDEFINED = 0;
    private static final int SINGLE = 1;
    private static final int DESCRIBED = 2;

    private final int[] counts;
    private final int usualLog;
    private final int longestLog;
    private @Nullable EntropyTable last;

    private SequenceTables(int usualLog, int longestLog, int... counts) {
        this.counts = counts;
        this.usualLog = usualLog;
        this.longestLog = longestLog;
    }

    /// How many literals come before a match.
    static SequenceTables literals() {
        return new SequenceTables(
                6, 9, 4, 3, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 3, 2, 1, 1, 1, 1, 1,
                -1, -1, -1, -1);
    }

    /// How far back a match lies.
    static SequenceTables offsets() {
        return new SequenceTables(
                5, 8, 1, 1, 1, 1, 1, 1, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, -1, -1, -1, -1, -1);
    }

    /// How long a match is.
    static SequenceTables matches() {
        return new SequenceTables(
                6, 9, 1, 4, 3, 2, 2, 2, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
                1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, -1, -1, -1, -1, -1, -1, -1);
    }

    /// The table of a block.
    EntropyTable read(int mode, Part part) throws IOException {
        EntropyTable table = switch (mode) {
            case PREDEFINED -> EntropyTable.of(usualLog, counts);
            case SINGLE -> EntropyTable.of(part.next());
            case DESCRIBED -> EntropyTable.read(part, Math.max(counts.length, 32), longestLog);
            default -> last;
        };
        if (table == null) {
            throw new CorruptZstdException();
        }
        last = table;
        return table;
    }
}
