package postern.maillog.bytes;

import org.jspecify.annotations.Nullable;

/// What stands at the start of a line of one of the two usual shapes: the date, the host, the program, the number of
/// its process. One object reads line after line.
public final class LineHead {
    private static final int BSD_DATE = "Mar  1 10:00:00 ".length();
    private static final int ISO_SECOND = "2026-03-01T10:00:00".length();
    /// Both shapes have the day within their first characters; those of BSD show some of the hour as well.
    private static final int BSD_DAY = "Mar  1".length();
    private static final int ISO_DAY = "2026-03-01".length();

    private @Nullable Word day;
    private int host;
    private int program;
    private int bracket;
    private int process;
    private int message;

    /// What comes has nothing to do with what was: the next line is the first of a day.
    public void restart() {
        day = null;
    }

    /// Reads a line. The first line of every day counts as unusual, for it carries the calendar on.
    ///
    /// @return whether it has one of the usual shapes and continues the day
    public boolean read(ByteText text, int from, int to) {
        host = afterDate(text, from, to);
        return host >= 0 && !isNewDay(text, from) && afterHost(text, to);
    }

    /// Reads a line of any day.
    ///
    /// @return whether it has one of the usual shapes
    public boolean find(ByteText text, int from, int to) {
        host = afterDate(text, from, to);
        return host >= 0 && afterHost(text, to);
    }

    private boolean afterHost(ByteText text, int to) {
        program = text.indexOf(' ', host, to) + 1;
        if (program == 0) {
            return false;
        }
        message = text.indexOf(' ', program, to) + 1;
        bracket = -1;
        if (isNamed(text) && text.at(message - 3) == ']') {
            number(text);
        }
        return true;
    }

    /// Reads the number of the process, from its last digit on.
    private void number(ByteText text) {
        int number = 0;
        int unit = 1;
        int at = message - 4;
        while (ByteText.isDigit(text.at(at))) {
            number += unit * (text.at(at) - '0');
            unit *= 10;
            at--;
        }
        if (at > program && text.at(at) == '[') {
            bracket = at;
            process = number;
        }
    }

    /// Whether the word where the program stands ends with a colon.
    public boolean isNamed(ByteText text) {
        return message > program + 1 && text.at(message - 2) == ':';
    }

    /// Where the host begins.
    public int host() {
        return host;
    }

    /// Where the program begins.
    public int program() {
        return program;
    }

    /// Where the bracket opens behind the program; negative if no number follows that ends with `]: `.
    public int bracket() {
        return bracket;
    }

    /// Where the bracket closes.
    public int close() {
        return message - 3;
    }

    /// The number of the process.
    public int process() {
        return process;
    }

    /// Where the message begins.
    public int message() {
        return message;
    }

    /// Whether a line has one of the two usual shapes and a program, so that it goes on from no other line.
    public static boolean isLine(String text) {
        return isLine(ByteText.of(text), 0, text.length());
    }

    /// Whether a line has one of the two usual shapes and a program.
    public static boolean isLine(ByteText text, int from, int to) {
        int host = afterDate(text, from, to);
        int program = host < 0 ? 0 : text.indexOf(' ', host, to) + 1;
        int end = program == 0 ? -1 : text.indexOf(' ', program, to);
        return end > program && text.at(end - 1) == ':';
    }

    private static int afterDate(ByteText text, int from, int to) {
        if (to - from < ISO_SECOND + 12) {
            return -1;
        }
        if (text.at(from + 3) == ' ' && text.at(from + 9) == ':' && text.at(from + BSD_DATE - 1) == ' ') {
            return from + BSD_DATE;
        }
        boolean iso = text.at(from + 4) == '-' && text.at(from + 10) == 'T';
        int blank = iso ? text.indexOf(' ', from + ISO_SECOND, to) : -1;
        return blank < 0 ? -1 : blank + 1;
    }

    private boolean isNewDay(ByteText text, int from) {
        if (day != null && text.startsWith(day, from)) {
            return false;
        }
        int length = text.at(from + 3) == ' ' ? BSD_DAY : ISO_DAY;
        day = new Word(text.string(from, from + length));
        return true;
    }
}
