package postern.maillog.zstd;

import java.io.IOException;

/// Bits that are read from the end of a part to its beginning (RFC 8878 section 4.1). Before the beginning there are
/// zeros.
final class BackwardBits {
    private final byte[] bytes;
    private final int start;
    private final int end;
    private int left;

    /// @throws IOException if the part has no end mark, the highest bit of its last byte
    BackwardBits(byte[] bytes, int start, int end) throws IOException {
        if (end <= start || end > bytes.length || bytes[end - 1] == 0) {
            throw new CorruptZstdException();
        }
        this.bytes = bytes;
        this.start = start;
        this.end = end;
        left = (end - start - 1) * Byte.SIZE + (Integer.SIZE - 1 - Integer.numberOfLeadingZeros(bytes[end - 1] & 0xff));
    }

    /// How many bits are left; negative if more were read than there are.
    int left() {
        return left;
    }

    /// The next bits, at most 32.
    int read(int count) {
        left -= count;
        return at(left, count);
    }

    /// The next bits, which stay there.
    int peek(int count) {
        return at(left - count, count);
    }

    void skip(int count) {
        left -= count;
    }

    private int at(int place, int count) {
        if (place >= 0) {
            return whole(place, count);
        }
        int there = place + count;
        return there <= 0 ? 0 : whole(0, there) << -place;
    }

    private int whole(int place, int count) {
        long value = 0;
        int first = start + place / Byte.SIZE;
        int last = Math.min(end, first + 5);
        for (int i = last - 1; i >= first; i--) {
            value = value << Byte.SIZE | (bytes[i] & 0xff);
        }
        return (int) ((value >>> (place % Byte.SIZE)) & ((1L << count) - 1));
    }
}
