package postern.report;

import java.io.IOException;
import java.io.Writer;

/// Writes JSON in which nothing steers a terminal, see [Json#inert].
final class InertWriter extends Writer {
    private final Writer out;
    /// The first half of a character whose other half has not been written yet.
    private String half = "";

    InertWriter(Writer out) {
        this.out = out;
    }

    @Override
    public void write(char[] text, int from, int length) throws IOException {
        String whole = half + new String(text, from, length);
        int end = whole.length();
        if (end > 0 && Character.isHighSurrogate(whole.charAt(end - 1))) {
            end--;
        }
        half = whole.substring(end);
        out.write(Json.inert(whole.substring(0, end)));
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
