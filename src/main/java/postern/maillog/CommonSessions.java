package postern.maillog;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Finds the commonest connections (see [CommonSession]) by looking at few characters of each line. As soon as a
/// process writes anything else, its lines are given back to be read one by one, so that nothing is lost
/// and nothing is guessed.
final class CommonSessions {
    private static final int SLOTS = 1 << 12;
    private static final String PROGRAM = "postfix/smtpd[";

    private final HeldLines[] slots = new HeldLines[SLOTS];
    private final List<HeldLines> begun = new ArrayList<>();
    private final Consumer<CommonSession> found;
    private final Returned returned;

    CommonSessions(Consumer<CommonSession> found, Returned returned) {
        this.found = found;
        this.returned = returned;
        for (int i = 0; i < SLOTS; i++) {
            slots[i] = new HeldLines();
        }
    }

    /// Takes lines back.
    interface Returned {
        void line(long number, String text, int from, int to);
    }

    /// Takes a line of the usual shape.
    ///
    /// @param host    where the host begins
    /// @param program where the program begins
    /// @return whether the line is held; it comes as part of a connection or back alone
    boolean take(long number, String text, int from, int host, int program, int to) {
        if (!text.startsWith(PROGRAM, program)) {
            return false;
        }
        int close = text.indexOf(']', program, to);
        if (close < 0 || !text.startsWith(": ", close + 1)) {
            return false;
        }
        HeldLines held = slots[slot(text, program + PROGRAM.length(), close)];
        int message = close + 3;
        if (text.startsWith(HeldLines.CONNECT, message) && text.charAt(to - 1) == ']') {
            giveBack(held);
            begun.add(held);
            held.begin(text, new CommonSession.Span(number, from, to), host, close, message);
            return true;
        }
        if (!held.isOf(text, host, close)) {
            return false;
        }
        if (!held.take(new CommonSession.Span(number, from, to), message)) {
            giveBack(held);
            return false;
        }
        CommonSession whole = held.whole();
        if (whole != null) {
            held.clear();
            found.accept(whole);
        }
        return true;
    }

    private static int slot(String text, int start, int end) {
        int number = 0;
        for (int at = start; at < end; at++) {
            number = number * 10 + text.charAt(at) - '0';
        }
        return number & SLOTS - 1;
    }

    private void giveBack(HeldLines held) {
        String text = held.text();
        for (CommonSession.Span line : held.lines()) {
            returned.line(line.number(), text, line.from(), line.to());
        }
        held.clear();
    }

    /// Gives back all lines that are held, because their text goes or a line comes that cannot be judged.
    void giveBackAll() {
        begun.forEach(this::giveBack);
        begun.clear();
    }
}
