package postern.maillog.line;

import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import postern.maillog.bytes.LineHead;
import postern.maillog.bytes.LogText;

/// Gives back the lines that a program wrote from what a file or a quotation has made of them: quoting marks
/// removed, packed lines unpacked, wrapped lines joined.
public final class LineRepair {
    private static final int MOST_JOINED = 8;
    /// Nobody wraps lines shorter than this.
    private static final int NARROWEST = 60;
    private static final Set<Integer> TERMINALS = Set.of(80, 100, 120, 132);
    /// Commands, comments, objects, certificates, and settings of Postfix.
    private static final Pattern SOMETHING_ELSE = Pattern.compile("\\s*(?:[#${]|---|-o |\\w+\\s*=\\s)");

    private final Framing framing = new Framing();
    private final Sink sink;
    private @Nullable Frame waiting;
    private long lastNumber;
    private int lastLength;
    private String lastBlanks = "";
    private int joined;
    private boolean indented;
    private boolean wrapsAtBlanks;
    private @Nullable JournalEntry entry;

    /// Lines go on to `sink` when they are whole.
    public LineRepair(Sink sink) {
        this.sink = sink;
    }

    /// Takes repaired lines.
    public interface Sink {
        /// Takes a line.
        ///
        /// @param frame its parts; null if no program can be made out in it
        void take(@Nullable Frame frame, long number, String text);
    }

    /// Takes the next line as it is in the file.
    public void line(long number, String text) {
        if (entry != null || text.startsWith("__CURSOR=")) {
            exported(number, text);
            return;
        }
        plain(number, text.startsWith("{") ? JournalEntry.ofJson(text) : text);
    }

    /// Takes a line that needs no repair, taken apart, instead of [#line].
    ///
    /// @return whether it stands where such a line can be
    public boolean whole(Frame frame) {
        if (entry != null) {
            return false;
        }
        flush();
        wait(frame, frame.number(), frame.line());
        return true;
    }

    private void wait(Frame frame, long number, String text) {
        waiting = frame;
        joined = 0;
        indented = isIndented(text);
        remember(number, text);
    }

    private void exported(long number, String text) {
        JournalEntry current = entry == null ? new JournalEntry() : entry;
        entry = text.isEmpty() ? null : current;
        if (text.isEmpty()) {
            plain(number, current.line(""));
        } else {
            current.exported(text);
            lastNumber = number;
        }
    }

    private void plain(long number, String original) {
        String whole = original.length() > LogText.LONGEST ? original.substring(0, LogText.LONGEST) : original;
        String text = Decoration.withoutSpreading(
                Decoration.withoutEntities(Decoration.withoutColours(whole)).stripTrailing());
        Frame frame = framing.frame(number, text);
        if (!isWhole(frame)) {
            Frame undecorated = framing.frame(number, Decoration.removed(text));
            boolean better = frame == null && undecorated != null && undecorated.time() != null;
            frame = better || isWhole(undecorated) ? undecorated : frame;
        }
        Frame bare = frame == null || !frame.isMail() ? BareMessage.frame(number, text) : null;
        if (bare == null && goesOn(frame, number, text)) {
            join(number, whole);
            return;
        }
        frame = bare == null ? frame : bare;
        flush();
        if (frame == null || !frame.isMail()) {
            sink.take(frame, number, text);
            return;
        }
        wait(frame, number, whole);
    }

    private static boolean isWhole(@Nullable Frame frame) {
        return frame != null && frame.isMail() && frame.time() != null;
    }

    private void remember(long number, String text) {
        lastNumber = number;
        lastLength = text.length();
        lastBlanks = text.substring(text.stripTrailing().length());
    }

    /// A line without date and program right after one with both, and not something else. What looks like a program
    /// may be a word of the text that a colon follows, if the line before is so long that this word had no room.
    private boolean goesOn(@Nullable Frame frame, long number, String text) {
        boolean follows = waiting != null
                && waiting.time() != null
                && number == lastNumber + 1
                && joined < MOST_JOINED
                && !text.isBlank();
        boolean other = frame != null && (isOfProgram(frame, text) || !hadNoRoom(text));
        return follows
                && !other
                && (isCut(text) || !SOMETHING_ELSE.matcher(text).lookingAt());
    }

    private static boolean isOfProgram(Frame frame, String text) {
        boolean numbered = frame.origin().process().indexOf('[') > 0;
        return frame.time() != null || (frame.isMail() && numbered) || LineHead.isLine(text);
    }

    private boolean hadNoRoom(String text) {
        String stripped = text.strip();
        int blank = stripped.indexOf(' ');
        return lastLength + (blank < 0 ? stripped.length() : blank) >= NARROWEST;
    }

    /// A terminal cuts at its width, in the middle of words, and indents nothing; everything else wraps at a blank.
    private boolean isCut(String text) {
        return TERMINALS.contains(lastLength) && !wrapsAtBlanks && !(indented && isIndented(text));
    }

    private static boolean isIndented(String text) {
        return text.startsWith("  ") || text.startsWith(">");
    }

    private void join(long number, String text) {
        Frame first = waiting;
        if (first == null) {
            return;
        }
        boolean cut = isCut(text);
        wrapsAtBlanks |= !cut;
        String rest = cut ? lastBlanks + text.stripTrailing() : " " + Decoration.withoutQuoting(text);
        waiting = framing.frame(first.number(), first.line() + Decoration.withoutEntities(rest));
        joined++;
        remember(number, text);
    }

    /// The log is over, or pauses: hands on what waits for its end.
    public void flush() {
        if (entry != null) {
            exported(lastNumber, "");
        }
        Frame frame = waiting;
        waiting = null;
        if (frame != null) {
            sink.take(frame, frame.number(), frame.line());
        }
    }
}
