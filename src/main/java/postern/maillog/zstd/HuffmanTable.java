package postern.maillog.zstd;

import java.io.IOException;
import java.util.Arrays;

/// A Huffman code for literals (RFC 8878 section 4.2).
///
/// @param longest how many bits the longest code has
/// @param symbols for each number of so many bits, the symbol whose code it begins with
/// @param bits    how long that code is
@SuppressWarnings("ArrayRecordComponent")
record HuffmanTable(int longest, byte[] symbols, byte[] bits) {
    private static final int MOST_SYMBOLS = 256;
    private static final int LONGEST = 11;
    private static final int LONGEST_OF_WEIGHTS = 6;
    private static final int DIRECT = 128;

    /// A code as it is described: by the weight of each symbol but the last.
    static HuffmanTable read(Part part) throws IOException {
        int header = part.next();
        byte[] weights = new byte[MOST_SYMBOLS];
        int count = header < DIRECT ? packed(part, header, weights) : direct(part, header - DIRECT + 1, weights);
        return of(weights, count);
    }

    private static int direct(Part part, int count, byte[] weights) throws IOException {
        for (int i = 0; i < count; i += 2) {
            int two = part.next();
            weights[i] = (byte) (two >> 4);
            weights[i + 1] = (byte) (two & 15);
        }
        return count;
    }

    /// Two states take turns until the bits are used up.
    private static int packed(Part part, int size, byte[] weights) throws IOException {
        int start = part.at();
        EntropyTable table = EntropyTable.read(part, LONGEST + 2, LONGEST_OF_WEIGHTS);
        BackwardBits bits = part.backwards(size - (part.at() - start));
        int state = table.first(bits);
        int other = table.first(bits);
        int count = 0;
        while (bits.left() >= 0) {
            if (count + 2 >= MOST_SYMBOLS) {
                throw new CorruptZstdException();
            }
            weights[count++] = (byte) table.symbol(state);
            int next = table.next(state, bits);
            state = other;
            other = next;
        }
        weights[count++] = (byte) table.symbol(state);
        return count;
    }

    /// The last weight is what makes the sum a power of two.
    private static HuffmanTable of(byte[] weights, int count) throws IOException {
        int sum = 0;
        for (int i = 0; i < count; i++) {
            sum += weights[i] == 0 ? 0 : 1 << (weights[i] - 1);
        }
        int longest = sum == 0 ? 0 : EntropyTable.highestBit(sum) + 1;
        int rest = (1 << longest) - sum;
        if (sum == 0 || longest > LONGEST || Integer.bitCount(rest) != 1) {
            throw new CorruptZstdException();
        }
        weights[count] = (byte) (EntropyTable.highestBit(rest) + 1);
        return table(weights, count + 1, longest);
    }

    /// Long codes come first, those of the same length in the order of their symbols.
    private static HuffmanTable table(byte[] weights, int count, int longest) {
        byte[] symbols = new byte[1 << longest];
        byte[] bits = new byte[1 << longest];
        int place = 0;
        for (int weight = 1; weight <= longest; weight++) {
            for (int symbol = 0; symbol < count; symbol++) {
                if (weights[symbol] == weight) {
                    int end = place + (1 << (weight - 1));
                    Arrays.fill(symbols, place, end, (byte) symbol);
                    Arrays.fill(bits, place, end, (byte) (longest + 1 - weight));
                    place = end;
                }
            }
        }
        return new HuffmanTable(longest, symbols, bits);
    }

    /// Decodes bits that hold so many symbols and nothing else.
    void decode(BackwardBits from, byte[] into, int start, int end) throws IOException {
        for (int i = start; i < end; i++) {
            int code = from.peek(longest);
            into[i] = symbols[code];
            from.skip(bits[code]);
        }
        if (from.left() != 0) {
            throw new CorruptZstdException();
        }
    }
}
