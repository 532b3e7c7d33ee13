package postern.evidence;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;

/// A text whose lines are changed while it is read. Line ends stay as they are. A line that is longer than any honest
/// one is taken in pieces.
final class LineStream extends InputStream {
    private static final int LONGEST = 1 << 16;

    private final Reader text;
    private final Function<String, Optional<String>> change;
    private byte[] bytes = {};
    private int at;
    private boolean ended;

    /// @param text   UTF-8; what is not is shown as U+FFFD
    /// @param change changes a line, which comes without its end; where it gives none, the end is left out too
    LineStream(InputStream text, Function<String, Optional<String>> change) {
        this.text = new BufferedReader(new InputStreamReader(text, StandardCharsets.UTF_8), LONGEST);
        this.change = change;
    }

    @Override
    public int read() throws IOException {
        return fill() ? bytes[at++] & 0xff : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int count = Math.min(length, bytes.length - at);
        System.arraycopy(bytes, at, into, offset, count);
        at += count;
        return count;
    }

    /// Whether there is something to hand out.
    private boolean fill() throws IOException {
        while (at == bytes.length && !ended) {
            bytes = next().getBytes(StandardCharsets.UTF_8);
            at = 0;
        }
        return at < bytes.length;
    }

    private String next() throws IOException {
        var line = new StringBuilder();
        int read = text.read();
        while (read >= 0 && read != '\n' && line.length() < LONGEST) {
            line.append((char) read);
            read = text.read();
        }
        ended = read < 0;
        if (read >= 0 && read != '\n') {
            line.append((char) read);
        }
        if (ended && line.isEmpty()) {
            return "";
        }
        boolean returns = !line.isEmpty() && line.charAt(line.length() - 1) == '\r';
        String end = (returns ? "\r" : "") + (read == '\n' ? "\n" : "");
        return change.apply(line.substring(0, line.length() - (returns ? 1 : 0)))
                .map(kept -> kept + end)
                .orElse("");
    }

    @Override
    public void close() throws IOException {
        text.close();
    }
}
