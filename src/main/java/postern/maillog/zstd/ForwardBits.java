package postern.maillog.zstd;

import java.io.IOException;

/// Bits that are read from the beginning of a part, as tables are described (RFC 8878 section 4.1.1).
final class ForwardBits {
    private final Part part;
    private final int start;
    private int place;

    ForwardBits(Part part) {
        this.part = part;
        this.start = part.at();
    }

    int read(int count) throws IOException {
        int value = 0;
        for (int i = 0; i < count; i++) {
            int index = place / Byte.SIZE;
            if (index >= part.left()) {
                throw new CorruptZstdException();
            }
            value |= (part.bytes()[start + index] >> (place % Byte.SIZE) & 1) << i;
            place++;
        }
        return value;
    }

    /// A number up to a greatest one; small ones take a bit less where there is room.
    int readUpTo(int greatest) throws IOException {
        int bits = EntropyTable.highestBit(greatest) + 1;
        int spare = (1 << bits) - 1 - greatest;
        int low = read(bits - 1);
        if (low < spare) {
            return low;
        }
        int value = low | read(1) << (bits - 1);
        return value >= 1 << (bits - 1) ? value - spare : value;
    }

    /// Goes on behind the byte of the last bit.
    void end() throws IOException {
        part.skip((place + Byte.SIZE - 1) / Byte.SIZE);
    }
}
