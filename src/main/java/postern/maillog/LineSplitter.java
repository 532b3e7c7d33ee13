package postern.maillog;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;

/// Cuts a stream of bytes into lines, whatever the bytes are. A line has one character for each byte (ISO
/// 8859-1), which is quick and loses nothing; [LogText#shown] makes it readable.
final class LineSplitter {
    /// How much of a line is read: a line packed in JSON is longer than what it holds.
    static final int LONGEST = 4 * LogText.LONGEST;

    private static final int BLOCK = 1 << 18;

    private final InputStream in;
    private final byte[] block = new byte[BLOCK];
    private final Sink sink;

    private LineSplitter(InputStream in, Sink sink) {
        this.in = in;
        this.sink = sink;
    }

    /// Takes lines as parts of a longer text, without line ends.
    interface Sink {
        void line(String text, int from, int to);

        /// The text of the lines until now is not needed any more.
        void textEnds();
    }

    /// Hands every line on, the first [LogText#LONGEST] bytes of a longer one. Compressed files (gzip, RFC
    /// 1952) are unpacked on the way.
    static void split(InputStream stream, Sink sink) throws IOException {
        new LineSplitter(unpacked(new BufferedInputStream(stream)), sink).split();
    }

    private static InputStream unpacked(BufferedInputStream in) throws IOException {
        in.mark(2);
        int mark = (in.read() << 8) | in.read();
        in.reset();
        return switch (mark) {
            case 0x1f8b -> new GZIPInputStream(in, BLOCK / 4);
            // Windows programs save text as UTF-16 and begin with a byte order mark.
            case 0xfffe, 0xfeff -> new Utf8Stream(new InputStreamReader(in, StandardCharsets.UTF_16));
            default -> in;
        };
    }

    private void split() throws IOException {
        int kept = 0;
        boolean cut = false;
        for (int read = fill(kept); read > 0; read = fill(kept)) {
            int length = kept + read;
            String text = new String(block, 0, length, StandardCharsets.ISO_8859_1);
            int start = 0;
            for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
                if (!cut) {
                    line(text, start, end);
                }
                cut = false;
                start = end + 1;
            }
            boolean tooLong = length - start > LONGEST;
            if (tooLong && !cut) {
                line(text, start, length);
            }
            cut |= tooLong;
            sink.textEnds();
            kept = cut ? 0 : length - start;
            System.arraycopy(block, start, block, 0, kept);
        }
        if (kept > 0) {
            line(new String(block, 0, kept, StandardCharsets.ISO_8859_1), 0, kept);
            sink.textEnds();
        }
    }

    private int fill(int kept) throws IOException {
        return in.readNBytes(block, kept, BLOCK - kept);
    }

    private void line(String text, int start, int end) {
        boolean carriageReturn = end > start && text.charAt(end - 1) == '\r';
        int to = carriageReturn ? end - 1 : end;
        sink.line(text, start, Math.min(to, start + LONGEST));
    }
}
