package postern.maillog.zstd;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Unpacks Zstandard (RFC 8878) while it is read, frame after frame, as `zstd -dc` does; dictionaries are not
/// known. A frame whose checksum does not fit its content ends in an [IOException]. Memory is bounded: a frame that
/// wants more than [#WIDEST] is refused,
/// as `zstd` itself does unless told otherwise. Hostile data can do no more than end in an [IOException].
public final class ZstdStream extends InputStream {
    /// What a frame begins with, as the number of its first four bytes, the lowest first.
    public static final int MAGIC = 0xfd2fb528;

    /// How far back a match may lie (`ZSTD_WINDOWLOG_LIMIT_DEFAULT`).
    static final int WIDEST = 1 << 27;

    private static final int SKIPPABLE = 0x184d2a50;
    private static final int NARROWEST_LOG = 10;
    private static final int RAW = 0;
    private static final int SAME = 1;
    private static final int COMPRESSED = 2;

    private final InputStream in;
    private final byte[] block = new byte[BlockReader.LONGEST];
    private @Nullable Frame frame;

    /// What is open of a frame.
    ///
    /// @param hash of its content, with which its checksum is compared; null if it has none
    private record Frame(
            Output output, BlockReader blocks, @Nullable XxHash64 hash) {}

    private boolean last;

    /// Unpacks what another stream, which should be buffered, gives; closing it closes the other.
    public ZstdStream(InputStream in) {
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int at, int most) throws IOException {
        Objects.checkFromIndexSize(at, most, into.length);
        while (most > 0) {
            Frame open = frame;
            if (open == null) {
                if (!begin()) {
                    return -1;
                }
            } else if (open.output().available() > 0) {
                return open.output().fetch(into, at, most);
            } else if (last) {
                check(open.hash());
                frame = null;
            } else {
                block(open);
            }
        }
        return 0;
    }

    /// Begins the next frame.
    ///
    /// @return false at the end
    private boolean begin() throws IOException {
        int first = in.read();
        if (first < 0) {
            return false;
        }
        int magic = (int) number(3) << Byte.SIZE | first;
        if ((magic & ~15) == SKIPPABLE) {
            in.skipNBytes(number(Integer.BYTES));
        } else if (magic == MAGIC) {
            frame();
        } else {
            throw new CorruptZstdException();
        }
        return true;
    }

    /// RFC 8878 section 3.1.1.1.
    private void frame() throws IOException {
        int descriptor = (int) number(1);
        boolean single = (descriptor & 0x20) != 0;
        int width = single ? 0 : (int) number(1);
        if ((descriptor & 8) != 0 || number(new int[] {0, 1, 2, 4}[descriptor & 3]) != 0) {
            throw new CorruptZstdException();
        }
        int sizeBytes = new int[] {single ? 1 : 0, 2, 4, 8}[descriptor >> 6 & 3];
        long size = number(sizeBytes) + (sizeBytes == 2 ? 256 : 0);
        long base = 1L << (NARROWEST_LOG + (width >> 3));
        long window = single ? size : base + base / 8 * (width & 7);
        if (window < 0 || window > WIDEST) {
            throw new IOException(
                    "The Zstandard data needs more memory than Postern gives; unpack it with \"zstd -d\".");
        }
        frame = new Frame(new Output((int) window), new BlockReader(), (descriptor & 4) == 0 ? null : new XxHash64());
        last = false;
    }

    /// The checksum is the lower half of the hash (RFC 8878 section 3.1.1).
    private void check(@Nullable XxHash64 hash) throws IOException {
        if (hash != null && (int) number(Integer.BYTES) != (int) hash.value()) {
            throw new CorruptZstdException();
        }
    }

    private void block(Frame open) throws IOException {
        int header = (int) number(3);
        last = (header & 1) != 0;
        int size = header >> 3;
        if (size > BlockReader.LONGEST) {
            throw new CorruptZstdException();
        }
        open.output().prepare();
        switch (header >> 1 & 3) {
            case RAW -> open.output().write(bytes(size), 0, size);
            case SAME -> open.output().fill((byte) number(1), size);
            case COMPRESSED -> open.blocks().read(bytes(size), size, open.output());
            default -> throw new CorruptZstdException();
        }
        if (open.hash() != null) {
            open.output().hash(open.hash());
        }
    }

    private byte[] bytes(int count) throws IOException {
        if (in.readNBytes(block, 0, count) < count) {
            throw new EOFException("The Zstandard data ends early.");
        }
        return block;
    }

    /// A number of several bytes, the lowest first.
    private long number(int count) throws IOException {
        long number = 0;
        for (int i = 0; i < count; i++) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException("The Zstandard data ends early.");
            }
            number |= (long) next << (i * Byte.SIZE);
        }
        return number;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
