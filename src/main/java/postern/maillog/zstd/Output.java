package postern.maillog.zstd;

import java.io.IOException;
import java.util.Arrays;

/// What was unpacked: as much as later blocks may refer to, and what was not fetched yet.
final class Output {
    private final int window;
    private byte[] bytes = new byte[4 * BlockReader.LONGEST];
    private int start;
    private int fetched;
    private int end;

    /// @param window how far back a match may lie
    Output(int window) {
        this.window = window;
    }

    /// Makes room for a block: what lies further back than the window is forgotten. Memory grows with what comes.
    void prepare() {
        if (end + BlockReader.LONGEST > bytes.length) {
            int most = window + window / 2 + 2 * BlockReader.LONGEST;
            if (bytes.length < most) {
                bytes = Arrays.copyOf(bytes, Math.min(2 * bytes.length, most));
            } else {
                int kept = Math.min(end, window);
                System.arraycopy(bytes, end - kept, bytes, 0, kept);
                fetched -= end - kept;
                end = kept;
            }
        }
        start = end;
    }

    void write(byte[] from, int at, int count) throws IOException {
        check(count);
        System.arraycopy(from, at, bytes, end, count);
        end += count;
    }

    /// Writes the same byte several times.
    void fill(byte value, int count) throws IOException {
        check(count);
        Arrays.fill(bytes, end, end + count, value);
        end += count;
    }

    /// Repeats what lies some way back, perhaps also what is being written.
    void repeat(int offset, int count) throws IOException {
        check(count);
        if (offset > Math.min(end, window)) {
            throw new CorruptZstdException();
        }
        if (offset >= count) {
            System.arraycopy(bytes, end - offset, bytes, end, count);
        } else {
            for (int i = 0; i < count; i++) {
                bytes[end + i] = bytes[end + i - offset];
            }
        }
        end += count;
    }

    private void check(int count) throws IOException {
        if (count < 0 || end - start + count > BlockReader.LONGEST) {
            throw new CorruptZstdException();
        }
    }

    /// Hashes the block that was written last.
    void hash(XxHash64 hash) {
        hash.update(bytes, start, end);
    }

    int available() {
        return end - fetched;
    }

    /// Fetches what was unpacked.
    int fetch(byte[] into, int at, int most) {
        int count = Math.min(most, end - fetched);
        System.arraycopy(bytes, fetched, into, at, count);
        fetched += count;
        return count;
    }
}
