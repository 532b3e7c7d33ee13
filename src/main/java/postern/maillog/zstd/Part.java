package postern.maillog.zstd;

import java.io.IOException;

/// A part of a block, read from its beginning.
final class Part {
    private final byte[] bytes;
    private final int end;
    private int at;

    Part(byte[] bytes, int start, int end) {
        this.bytes = bytes;
        this.at = start;
        this.end = end;
    }

    byte[] bytes() {
        return bytes;
    }

    int at() {
        return at;
    }

    int left() {
        return end - at;
    }

    /// The next byte.
    int next() throws IOException {
        return bytes[skip(1)] & 0xff;
    }

    /// A number of several bytes, the lowest first.
    long number(int count) throws IOException {
        long number = 0;
        int start = skip(count);
        for (int i = count - 1; i >= 0; i--) {
            number = number << Byte.SIZE | (bytes[start + i] & 0xff);
        }
        return number;
    }

    /// Goes on behind some bytes.
    ///
    /// @return where they begin
    int skip(int count) throws IOException {
        if (count < 0 || count > left()) {
            throw new CorruptZstdException();
        }
        at += count;
        return at - count;
    }

    /// The next bytes as bits from their end.
    BackwardBits backwards(int count) throws IOException {
        int start = skip(count);
        return new BackwardBits(bytes, start, start + count);
    }
}
