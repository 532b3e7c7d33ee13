package postern.maillog;

import org.jspecify.annotations.Nullable;

/// Gives back the lines that a program wrote from what a file or a quotation has made of them: quoting marks
/// removed, packed lines unpacked, wrapped lines joined.
final class LineRepair {
    private static final int MOST_JOINED = 8;

    private final Framing framing = new Framing();
    private final Sink sink;
    private @Nullable Frame waiting;
    private long lastNumber;
    private int lastLength;
    private int joined;
    private @Nullable JournalEntry entry;

    LineRepair(Sink sink) {
        this.sink = sink;
    }

    /// Takes repaired lines.
    interface Sink {
        /// Takes a line.
        ///
        /// @param frame its parts; null if no program can be made out in it
        void take(@Nullable Frame frame, long number, String text);
    }

    /// Takes the next line as it is in the file.
    void line(long number, String text) {
        if (entry != null || text.startsWith("__CURSOR=")) {
            exported(number, text);
            return;
        }
        plain(number, text.startsWith("{") ? JournalEntry.ofJson(text) : text);
    }

    private void exported(long number, String text) {
        JournalEntry current = entry == null ? new JournalEntry() : entry;
        entry = text.isEmpty() ? null : current;
        if (text.isEmpty()) {
            plain(number, current.line(""));
        } else {
            current.exported(text);
        }
    }

    private void plain(long number, String original) {
        String text = Decoration.withoutEntities(
                original.length() > LogText.LONGEST ? original.substring(0, LogText.LONGEST) : original);
        Frame frame = framing.frame(number, text);
        if (!isWhole(frame)) {
            Frame bare = framing.frame(number, Decoration.removed(text));
            frame = isWhole(bare) ? bare : frame;
        }
        if (frame == null && goesOn(number, text)) {
            join(number, text);
            return;
        }
        flush();
        if (frame == null || !frame.isMail()) {
            sink.take(frame, number, text);
            return;
        }
        waiting = frame;
        joined = 0;
        remember(number, text);
    }

    private static boolean isWhole(@Nullable Frame frame) {
        return frame != null && frame.isMail() && frame.time() != null;
    }

    private void remember(long number, String text) {
        lastNumber = number;
        lastLength = text.length();
    }

    /// A line without date and program right after one with both, and not something else.
    private boolean goesOn(long number, String text) {
        return waiting != null
                && waiting.time() != null
                && number == lastNumber + 1
                && joined < MOST_JOINED
                && !text.isBlank()
                && "#$-{".indexOf(text.strip().charAt(0)) < 0
                && !text.contains(" = ");
    }

    /// A terminal cuts at its width, in the middle of words; everything else wraps at a blank.
    private void join(long number, String text) {
        Frame first = waiting;
        if (first == null) {
            return;
        }
        boolean cut = lastLength == 80 || lastLength == 100 || lastLength == 120 || lastLength == 132;
        String rest = cut ? text : " " + Decoration.removed(text);
        waiting = framing.frame(first.number(), first.line() + rest);
        joined++;
        remember(number, text);
    }

    /// The log is over, or pauses: hands on what waits for its end.
    void flush() {
        Frame frame = waiting;
        waiting = null;
        if (frame != null) {
            sink.take(frame, frame.number(), frame.line());
        }
    }
}
