package postern.maillog.sieve;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import postern.maillog.bytes.ByteText;
import postern.maillog.bytes.LineHead;
import postern.maillog.bytes.Lines;
import postern.maillog.bytes.LogText;
import postern.maillog.bytes.TextTable;
import postern.maillog.bytes.Word;
import postern.maillog.line.Frame;
import postern.maillog.line.LogTime;
import postern.maillog.line.Origin;
import postern.maillog.line.Program;
import postern.maillog.line.Severity;
import postern.maillog.line.Timestamps;

/// Takes the lines apart that are as Postfix and syslog write them, in one of the two usual shapes. They need no
/// [LineRepair], and what is the same in many lines is not made anew for each of them.
final class UsualLines {
    private static final int MOST_ORIGINS = 10_000;
    private static final Word POSTFIX = new Word("postfix/");

    private final LineHead head = new LineHead();
    private final RecentTimes times = new RecentTimes();
    private final Timestamps timestamps = new Timestamps();
    private TextTable processes = new TextTable();
    /// By the numbers of the processes.
    private final List<Origin> origins = new ArrayList<>();

    /// Takes a line apart; null if it is another one, which [Framing] and [LineRepair] have to look at.
    @Nullable
    Frame frame(Lines lines, int number) {
        ByteText text = lines.text();
        int from = lines.from(number);
        int to = lines.to(number);
        if (!head.find(text, from, to) || !isUsual(text, from, to)) {
            return null;
        }
        Origin origin = origin(text);
        LogTime time = times.at(text, from, to);
        String line = text.string(from, to);
        int message = head.message() - from;
        String whole = line.substring(message);
        Severity severity = Severity.of(whole);
        int start = message + severity.length();
        if (time == null || !origin.program().isPostfix() || timestamps.at(line, start) != null) {
            return null;
        }
        String rest = severity == Severity.INFO ? whole : line.substring(start);
        return new Frame(lines.number(number), line, time, origin, origin.program(), severity, rest, 1);
    }

    /// Whether nothing can be in it that has to be repaired, and nothing before the program but the host: a level is
    /// written in capital letters, and what begins with a digit may be a year or a second date.
    private boolean isUsual(ByteText text, int from, int to) {
        return head.bracket() > 0
                && head.message() < to
                && to - from <= LogText.LONGEST
                && text.startsWith(POSTFIX, head.program())
                && isSmallLetter(text.at(head.host()))
                && text.at(head.program() - 2) != ':'
                && text.at(head.message()) != 'm'
                && text.at(head.message()) != '['
                && text.at(to - 1) != ' '
                && text.isPlain(from, to);
    }

    private static boolean isSmallLetter(int c) {
        return c >= 'a' && c <= 'z';
    }

    /// The process that wrote the line; mostly the same object as before.
    private Origin origin(ByteText text) {
        int end = head.close() + 1;
        int number = processes.find(text, head.host(), end);
        if (number >= 0) {
            return origins.get(number);
        }
        if (origins.size() >= MOST_ORIGINS) {
            processes = new TextTable();
            origins.clear();
        }
        processes.add(text, head.host(), end);
        var origin =
                new Origin(text.string(head.host(), end), Program.named(text.string(head.program(), head.bracket())));
        origins.add(origin);
        return origin;
    }
}
