package postern.maillog.bytes;

import java.util.Arrays;

/// The lines of a text, counted from 0. One object serves for text after text.
public final class Lines {
    private static final ByteText NOTHING = ByteText.of("");
    private static final int FIRST_SIZE = 1 << 13;

    private ByteText text = NOTHING;
    private int[] starts = new int[FIRST_SIZE];
    private int[] ends = new int[FIRST_SIZE];
    private int size;
    private long before;

    /// Finds the lines of the next text.
    ///
    /// @param linesBefore how many lines came before it
    public void read(ByteText next, long linesBefore) {
        text = next;
        before = linesBefore;
        size = 0;
        int start = 0;
        int length = next.length();
        for (int end = next.lineEnd(0); end < length; end = next.lineEnd(start)) {
            add(start, Chunk.lineEnd(next, start, end));
            start = end + 1;
        }
        if (start < length) {
            add(start, Chunk.lineEnd(next, start, length));
        }
    }

    private void add(int start, int end) {
        if (size == starts.length) {
            starts = Arrays.copyOf(starts, 2 * size);
            ends = Arrays.copyOf(ends, 2 * size);
        }
        starts[size] = start;
        ends[size++] = end;
    }

    /// The bytes that the lines are in.
    public ByteText text() {
        return text;
    }

    /// How many lines there are.
    public int size() {
        return size;
    }

    /// Where a line begins.
    public int from(int line) {
        return starts[line];
    }

    /// Where a line ends, without its line end.
    public int to(int line) {
        return ends[line];
    }

    /// The place of a line among those before and after the text, counted from 1.
    public long number(int line) {
        return before + line + 1;
    }

    /// A line as a string.
    public String string(int line) {
        return text.string(starts[line], ends[line]);
    }
}
