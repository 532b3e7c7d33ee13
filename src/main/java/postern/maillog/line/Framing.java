package postern.maillog.line;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Takes lines apart: date, host, program, process, severity, text.
///
/// Between the date and the program stands the host, sometimes a level, sometimes nothing; the program is
/// the first word that ends with a colon. A forwarder may have put a frame of its own around the line.
public final class Framing {
    private static final int MOST_ORIGINS = 10_000;
    private static final int MOST_WORDS = 6;
    private static final int MOST_FRAMES = 3;
    private static final Pattern PRIORITY = Pattern.compile("<\\d{1,3}>(?:1 )?");
    private static final Pattern COMPOSE = Pattern.compile("[\\w.-]{1,64} *\\| ");
    private static final Pattern RFC5424 =
            Pattern.compile("(\\S+) ([^\\s:\\[]+) (\\d+|-) \\S+ (?:-|\\[[^\\]]{0,500}])(?: \\x{ef}\\x{bb}\\x{bf}| )");
    private static final Pattern CONTAINER = Pattern.compile("(?:stdout|stderr) [FP] ");
    private static final Pattern WEEKDAY = Pattern.compile("[A-Z][a-z]{2} (?=\\d{4}-)");
    private static final Pattern PROCESS = Pattern.compile("\\[\\d{1,8}\\] ");
    private static final Pattern SOLARIS = Pattern.compile("\\[ID \\d+ \\w+\\.\\w+] ");
    private static final Pattern REPEATED = Pattern.compile("message repeated (\\d{1,9}) times: \\[ ?(.*?)\\]?");

    private final Timestamps timestamps = new Timestamps();
    private final Origin exim = new Origin("exim", Program.named("exim"));
    private final Map<String, Origin> origins = new HashMap<>();

    /// Takes a line apart; null if no program can be made out in it.
    @Nullable
    Frame frame(long number, String line) {
        int start = afterPrefixes(line);
        LogTime time = null;
        @Nullable Frame frame = null;
        for (int depth = 0; depth < MOST_FRAMES; depth++) {
            Timestamps.Found found = timestamps.at(line, start);
            if (found == null && depth > 0) {
                break;
            }
            time = found == null ? time : found.time();
            int head = blanks(line, found == null ? start : found.end());
            head = line.startsWith("std", head) ? after(CONTAINER, line, head) : head;
            Timestamps.Found second = found == null ? null : timestamps.at(line, head);
            if (second != null) {
                time = second.time();
                head = blanks(line, second.end());
            }
            if (found != null && line.charAt(start + 10) == ' ') {
                int text = after(PROCESS, line, head);
                if (OwnLog.isExim(line, text)) {
                    return framed(number, line, time, exim, text);
                }
            }
            Frame inner = framed(number, line, head, time);
            if (inner == null || (found == null && !inner.isMail())) {
                break;
            }
            frame = inner;
            if (inner.times() > 1) {
                break;
            }
            start = line.length() - inner.message().length();
        }
        return frame;
    }

    private static int blanks(String line, int at) {
        int start = at;
        while (start < line.length() && line.charAt(start) == ' ') {
            start++;
        }
        return start;
    }

    private static int afterPrefixes(String line) {
        int start = blanks(line, 0);
        if (line.indexOf('|') > 0) {
            start = after(COMPOSE, line, start);
        }
        if (line.startsWith("<", start)) {
            return after(PRIORITY, line, start);
        }
        boolean weekday = start + 4 < line.length() && line.charAt(start + 3) == ' ' && line.charAt(start + 4) == '2';
        return weekday ? after(WEEKDAY, line, start) : start;
    }

    private static int after(Pattern pattern, String line, int start) {
        Matcher match = pattern.matcher(line).region(start, line.length());
        return match.lookingAt() ? match.end() : start;
    }

    private @Nullable Frame framed(long number, String line, int first, @Nullable LogTime time) {
        int start = afterLevel(line, first);
        Frame frame = line.startsWith("<") ? protocol(number, line, start, time) : null;
        return frame == null ? named(number, line, start, time) : frame;
    }

    /// The first word that ends with a colon is the program.
    private @Nullable Frame named(long number, String line, int start, @Nullable LogTime time) {
        int word = start;
        for (int words = 0; words < MOST_WORDS && word < line.length(); words++) {
            int blank = line.indexOf(' ', word);
            int end = blank < 0 ? line.length() : blank;
            if (end > word && line.charAt(end - 1) == ':') {
                return framed(number, line, time, origin(line, start, word, end - 1), Math.min(line.length(), end + 1));
            }
            word = end + 1;
        }
        return protocol(number, line, start, time);
    }

    /// RFC 5424 section 6: host, program, process, message id, structured data.
    private @Nullable Frame protocol(long number, String line, int start, @Nullable LogTime time) {
        Matcher match = RFC5424.matcher(line).region(start, line.length());
        return match.lookingAt()
                ? framed(number, line, time, origin(line.substring(start, match.end(3)), match.group(2)), match.end())
                : null;
    }

    /// A level is no part of the process: its lines are of several.
    private static int afterLevel(String line, int start) {
        return line.startsWith("INFO ", start) || line.startsWith("WARNING ", start) || line.startsWith("ERROR ", start)
                ? blanks(line, line.indexOf(' ', start))
                : start;
    }

    private Origin origin(String line, int start, int word, int end) {
        int bracket = line.indexOf('[', word);
        return origin(
                line.substring(start, end), line.substring(word, bracket > word && bracket < end ? bracket : end));
    }

    /// The same process comes as the same object, as long as there are not too many.
    private Origin origin(String process, String program) {
        Origin known = origins.get(process);
        if (known == null) {
            if (origins.size() >= MOST_ORIGINS) {
                origins.clear();
            }
            known = new Origin(process, Program.named(program));
            origins.put(process, known);
        }
        return known;
    }

    private static Frame framed(long number, String line, @Nullable LogTime time, Origin origin, int textStart) {
        int start = line.startsWith("[ID ", textStart) ? after(SOLARIS, line, textStart) : textStart;
        String text = line.substring(start);
        int times = 1;
        if (text.startsWith("message repeated ")) {
            Matcher match = REPEATED.matcher(text);
            if (match.matches()) {
                times = Integer.parseInt(match.group(1));
                text = match.group(2);
            }
        }
        Severity severity = Severity.of(text);
        return new Frame(
                number,
                line,
                time,
                origin,
                origin.program(),
                severity,
                severity == Severity.INFO ? text : text.substring(severity.length()),
                times);
    }
}
