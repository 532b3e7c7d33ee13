package postern.maillog;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

/// Cuts a stream of bytes into lines, whatever the bytes are. A line comes as one character for each byte
/// (ISO 8859-1), which is quick and loses nothing; [LogText#shown] makes it readable.
final class LineSplitter {
    private static final int BLOCK = 1 << 18;

    private LineSplitter() {}

    /// Hands every line on without its line end, the first [LogText#LONGEST] bytes of a longer one.
    /// Compressed files (gzip, RFC 1952) are unpacked on the way.
    static void split(InputStream stream, Consumer<String> lines) throws IOException {
        InputStream in = unpacked(new BufferedInputStream(stream, BLOCK));
        byte[] block = new byte[BLOCK];
        var started = new StringBuilder();
        boolean open = false;
        for (int length = in.read(block); length > 0; length = in.read(block)) {
            int from = 0;
            for (int at = 0; at < length; at++) {
                if (block[at] == '\n') {
                    lines.accept(line(started, block, from, at));
                    started.setLength(0);
                    from = at + 1;
                }
            }
            open = from < length;
            keep(started, block, from, length);
        }
        if (open) {
            lines.accept(line(started, block, 0, 0));
        }
    }

    private static InputStream unpacked(BufferedInputStream in) throws IOException {
        in.mark(2);
        boolean gzip = in.read() == 0x1f && in.read() == 0x8b;
        in.reset();
        return gzip ? new GZIPInputStream(in, BLOCK) : in;
    }

    private static String line(StringBuilder started, byte[] block, int from, int to) {
        if (!started.isEmpty()) {
            keep(started, block, from, to);
            return withoutReturn(started.toString());
        }
        int length = Math.min(to - from, LogText.LONGEST);
        return withoutReturn(new String(block, from, length, StandardCharsets.ISO_8859_1));
    }

    private static void keep(StringBuilder started, byte[] block, int from, int to) {
        int length = Math.min(to - from, LogText.LONGEST - started.length());
        if (length > 0) {
            started.append(new String(block, from, length, StandardCharsets.ISO_8859_1));
        }
    }

    private static String withoutReturn(String line) {
        return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
    }
}
