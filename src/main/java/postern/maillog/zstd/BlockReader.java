package postern.maillog.zstd;

import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Unpacks the compressed blocks of one frame (RFC 8878 section 3.1.1.3).
final class BlockReader {
    /// No block holds more.
    static final int LONGEST = 1 << 17;

    private static final int RAW = 0;
    private static final int SAME = 1;
    private static final int WITH_TABLE = 2;
    private static final int STREAMS = 4;
    private static final int MOST_OFFSET_BITS = 31;

    private final byte[] literals = new byte[LONGEST];
    private final SequenceTables literalTables = SequenceTables.literals();
    private final SequenceTables offsetTables = SequenceTables.offsets();
    private final SequenceTables matchTables = SequenceTables.matches();
    private final RecentOffsets recent = new RecentOffsets();
    private @Nullable HuffmanTable code;

    /// Unpacks a block.
    void read(byte[] block, int length, Output into) throws IOException {
        var part = new Part(block, 0, length);
        int size = literals(part);
        sequences(part, size, into);
    }

    private int literals(Part part) throws IOException {
        int first = part.next();
        int kind = first & 3;
        int format = (first >> 2) & 3;
        if (kind == RAW || kind == SAME) {
            int size = uncompressed(part, first, format);
            if (kind == RAW) {
                System.arraycopy(part.bytes(), part.skip(size), literals, 0, size);
            } else {
                Arrays.fill(literals, 0, size, (byte) part.next());
            }
            return size;
        }
        int more = format < 2 ? 2 : format + 1;
        int bits = format < 2 ? 10 : format == 2 ? 14 : 18;
        long header = (part.number(more) << 4) | (first >> 4);
        int mask = (1 << bits) - 1;
        int size = limited((int) (header & mask));
        int packed = (int) (header >> bits) & mask;
        var own = new Part(part.bytes(), part.skip(packed), part.at());
        code = kind == WITH_TABLE ? HuffmanTable.read(own) : code;
        if (code == null) {
            throw new CorruptZstdException();
        }
        huffman(own, code, format == 0 ? 1 : STREAMS, size);
        return size;
    }

    private static int uncompressed(Part part, int first, int format) throws IOException {
        return limited(
                switch (format) {
                    case 1 -> (first >> 4) | (part.next() << 4);
                    case 3 -> (first >> 4) | ((int) part.number(2) << 4);
                    default -> first >> 3;
                });
    }

    private static int limited(int size) throws IOException {
        if (size > LONGEST) {
            throw new CorruptZstdException();
        }
        return size;
    }

    /// Several streams share the literals, all but the last with as many.
    private void huffman(Part part, HuffmanTable table, int streams, int size) throws IOException {
        if (streams == 1) {
            table.decode(part.backwards(part.left()), literals, 0, size);
            return;
        }
        int[] sizes = {(int) part.number(2), (int) part.number(2), (int) part.number(2)};
        int each = (size + STREAMS - 1) / STREAMS;
        if (each * (STREAMS - 1) > size) {
            throw new CorruptZstdException();
        }
        for (int i = 0; i < STREAMS; i++) {
            boolean last = i == STREAMS - 1;
            BackwardBits bits = part.backwards(last ? part.left() : sizes[i]);
            table.decode(bits, literals, i * each, last ? size : (i + 1) * each);
        }
    }

    private void sequences(Part part, int size, Output into) throws IOException {
        int count = count(part);
        int used = 0;
        if (count > 0) {
            int modes = part.next();
            EntropyTable literal = literalTables.read((modes >> 6) & 3, part);
            EntropyTable offset = offsetTables.read((modes >> 4) & 3, part);
            EntropyTable match = matchTables.read((modes >> 2) & 3, part);
            BackwardBits bits = part.backwards(part.left());
            int literalState = literal.first(bits);
            int offsetState = offset.first(bits);
            int matchState = match.first(bits);
            for (int i = 0; i < count; i++) {
                int distance = distance(offset.symbol(offsetState), bits);
                int length = Lengths.MATCHES.read(match.symbol(matchState), bits);
                int plain = Lengths.LITERALS.read(literal.symbol(literalState), bits);
                if (plain > size - used || bits.left() < 0) {
                    throw new CorruptZstdException();
                }
                into.write(literals, used, plain);
                used += plain;
                into.repeat(recent.offset(distance, plain == 0), length);
                if (i < count - 1) {
                    literalState = literal.next(literalState, bits);
                    matchState = match.next(matchState, bits);
                    offsetState = offset.next(offsetState, bits);
                }
            }
            if (bits.left() != 0) {
                throw new CorruptZstdException();
            }
        } else if (part.left() > 0) {
            throw new CorruptZstdException();
        }
        into.write(literals, used, size - used);
    }

    private static int distance(int bitCount, BackwardBits bits) throws IOException {
        if (bitCount < 0 || bitCount >= MOST_OFFSET_BITS) {
            throw new CorruptZstdException();
        }
        return (1 << bitCount) + bits.read(bitCount);
    }

    private static int count(Part part) throws IOException {
        int first = part.next();
        if (first < 128) {
            return first;
        }
        return first < 255 ? ((first - 128) << 8) + part.next() : (int) part.number(2) + 0x7f00;
    }
}
