package postern.maillog.bytes;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/// Cuts a stream of bytes, whatever they are, into chunks of whole lines. What exceeds [#LONGEST] bytes of a line
/// may be left out.
public final class ChunkReader {
    /// How much of a line is read: a line packed in JSON is longer than what it holds.
    static final int LONGEST = 4 * LogText.LONGEST;

    /// So long that few connections reach from one chunk into the next.
    private static final int SIZE = 1 << 20;
    /// What is read at once, so little that it stays in the processor's cache while it is copied.
    private static final int PIECE = 1 << 17;
    /// How much before the end of a block may be the line at which the next chunk begins.
    private static final int MOST_BACK = 1 << 13;

    private final InputStream in;
    private final int size;
    private final Queue<byte[]> free = new ConcurrentLinkedQueue<>();
    private byte[] rest = {};
    private boolean skipping;
    private boolean closed = true;

    private ChunkReader(InputStream in, int size) {
        this.in = in;
        this.size = size;
    }

    /// A reader of a stream; compressed ones (gzip, RFC 1952) are unpacked on the way.
    public static ChunkReader of(InputStream stream) throws IOException {
        return new ChunkReader(PlainText.of(stream), SIZE);
    }

    /// A reader of plain text with chunks of another size.
    public static ChunkReader of(InputStream stream, int size) {
        return new ChunkReader(stream, size);
    }

    /// Takes the bytes of a chunk back whose text is no longer needed, for one to come.
    public void reuse(Chunk chunk) {
        if (chunk.bytes().length == size + ByteText.PAD) {
            free.add(chunk.bytes());
        }
    }

    /// The next lines; null at the end.
    @Nullable
    public Chunk next() throws IOException {
        byte[] known = free.poll();
        byte[] block = known == null ? new byte[size + ByteText.PAD] : known;
        int length = fill(block);
        while (skipping && length > 0) {
            skip(block, length);
            length = fill(block);
        }
        if (length == 0) {
            boolean finished = closed;
            closed = true;
            return finished ? null : new Chunk(block, 0, true);
        }
        if (length < size) {
            return chunk(block, length, length, true);
        }
        int end = lineStart(block, length);
        if (end == 0) {
            skipping = true;
            return chunk(block, length, length, false);
        }
        int border = border(block, end);
        return chunk(block, border < 0 ? end : border, length, border >= 0);
    }

    /// Begins with what the last chunk left over.
    private int fill(byte[] block) throws IOException {
        int length = rest.length;
        System.arraycopy(rest, 0, block, 0, length);
        rest = new byte[0];
        int read = piece(block, length);
        while (read > 0) {
            length += read;
            read = piece(block, length);
        }
        return length;
    }

    private int piece(byte[] block, int from) throws IOException {
        return in.readNBytes(block, from, Math.min(PIECE, size - from));
    }

    private Chunk chunk(byte[] block, int end, int length, boolean isClosed) {
        closed = isClosed;
        rest = Arrays.copyOfRange(block, end, length);
        return new Chunk(block, end, isClosed);
    }

    /// Leaves out the rest of a line that is too long.
    private void skip(byte[] block, int length) {
        int end = 0;
        while (end < length && block[end] != '\n') {
            end++;
        }
        skipping = end == length;
        rest = skipping ? new byte[0] : Arrays.copyOfRange(block, end + 1, length);
    }

    /// Where the line that a place is in or at the end of begins; 0 if it is the first.
    private static int lineStart(byte[] block, int place) {
        int start = place;
        while (start > 0 && block[start - 1] != '\n') {
            start--;
        }
        return start;
    }

    /// The start of the last whole line of a usual shape; negative if none is near the end.
    private static int border(byte[] block, int end) {
        int first = Math.max(0, end - MOST_BACK);
        String text = new String(block, first, end - first, StandardCharsets.ISO_8859_1);
        int next = text.length();
        while (next > 1) {
            int start = text.lastIndexOf('\n', next - 2) + 1;
            if (start > 0 && LineHead.isLine(text.substring(start, next - 1))) {
                return first + start;
            }
            next = start;
        }
        return -1;
    }
}
