package postern.maillog.line;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.Month;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads the date at the start of a line: BSD syslog (RFC 3164 section 4.1.2) with and without year, RFC 3339 and
/// RFC 5424, with comma or point before the fraction.
public final class Timestamps {
    private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";
    private static final Pattern BSD = Pattern.compile("([A-Z][a-z]{2}) {1,2}(\\d{1,2})(?: (\\d{4}),?)? "
            + "(\\d{2}):(\\d{2}):(\\d{2})(?:\\.\\d{1,9})?(?: (\\d{4})(?= ))?(?: [A-Z]{3,4}(?= ))?");
    private static final Pattern ISO =
            Pattern.compile("\\[?(\\d{4})[-/](\\d{2})[-/](\\d{2})[T ](\\d{2}):(\\d{2}):(\\d{2})"
                    + "(?:[.,]\\d{1,9})?(?: ?(?:Z|UTC|[+-]\\d{2}:?\\d{2})\\b)?]?");
    /// Up to here the date of a second is the same whatever the fraction.
    private static final int ISO_SECOND = "2026-03-01T10:00:00".length();

    private static final int LONGEST_MONTH = 9;
    private static final int BSD_DATE = "Mar  1 10:00:00".length();

    private final Recent bsd = new Recent();
    private final Recent iso = new Recent();

    /// A date that was found.
    ///
    /// @param time the date
    /// @param end  where it ends in the line
    public record Found(LogTime time, int end) {}

    /// The date read last: the next line mostly has the same.
    private static final class Recent {
        String text = "";

        @Nullable
        LogTime time;

        @Nullable
        LogTime at(String line, int start) {
            return time != null && line.startsWith(text, start) ? time : null;
        }
    }

    /// Reads the date that starts exactly at a place of the line; null if none does.
    @Nullable
    public Found at(String line, int start) {
        char first = start + ISO_SECOND < line.length() ? line.charAt(start) : ' ';
        if (first == '[' || (first >= '0' && first <= '9')) {
            int dash = start + (first == '[' ? 5 : 4);
            return "-/".indexOf(line.charAt(dash)) >= 0 ? iso(line, start) : null;
        }
        if (!Character.isLetter(first)) {
            return null;
        }
        Found found = first <= 'Z' && line.charAt(start + 3) == ' ' ? bsd(line, start) : null;
        return found == null ? translated(line, start) : found;
    }

    /// A month in another language.
    private @Nullable Found translated(String line, int start) {
        int blank = line.indexOf(' ', start);
        boolean month = blank - start >= 3 && blank - start <= LONGEST_MONTH && startsWithDigit(line, blank);
        String english = month ? MonthNames.english(line.substring(start, blank)) : null;
        if (english == null) {
            return null;
        }
        Found found = bsd(english + line.substring(blank), 0);
        return found == null ? null : new Found(found.time(), found.end() - english.length() + blank);
    }

    private static boolean startsWithDigit(String line, int blank) {
        return blank + 2 < line.length()
                && (Character.isDigit(line.charAt(blank + 1)) || Character.isDigit(line.charAt(blank + 2)));
    }

    private @Nullable Found bsd(String line, int start) {
        LogTime known = bsd.at(line, start);
        int end = start + bsd.text.length();
        if (known != null && line.startsWith(" ", end) && !yearFollows(line, end)) {
            return new Found(known, end);
        }
        int month = MONTHS.indexOf(line.substring(start, start + 3));
        if (month % 3 != 0) {
            return null;
        }
        return isPlain(line, start) ? plain(line, start, month / 3 + 1) : bsd(line, start, month / 3 + 1);
    }

    /// `Mar  1 10:00:00 ` and no year, as nearly every line has it.
    private static boolean isPlain(String line, int start) {
        int end = start + BSD_DATE;
        return end < line.length()
                && line.charAt(start + 6) == ' '
                && line.charAt(start + 9) == ':'
                && line.charAt(start + 12) == ':'
                && line.charAt(end) == ' '
                && !yearFollows(line, end);
    }

    private @Nullable Found plain(String line, int start, int month) {
        int day = number(line, start + 4);
        int hour = number(line, start + 7);
        int minute = number(line, start + 10);
        int second = number(line, start + 13);
        boolean isDay = day >= 1 && day <= Month.of(month).maxLength();
        if (!isDay || hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) {
            return bsd(line, start, month);
        }
        var time = new LogTime(LogTime.PROVISIONAL_YEAR, month, day, (hour * 60 + minute) * 60 + second, true);
        bsd.time = time;
        bsd.text = line.substring(start, start + BSD_DATE);
        return new Found(time, start + BSD_DATE);
    }

    /// Two digits, or a blank and one; negative if others stand there.
    private static int number(String line, int at) {
        int tens = line.charAt(at) == ' ' ? 0 : line.charAt(at) - '0';
        int ones = line.charAt(at + 1) - '0';
        return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? -1 : tens * 10 + ones;
    }

    private @Nullable Found bsd(String line, int start, int month) {
        Matcher match = BSD.matcher(line).region(start, line.length());
        if (!match.lookingAt()) {
            return null;
        }
        String year = match.group(3) == null ? match.group(7) : match.group(3);
        LogTime time = time(year, month, Integer.parseInt(match.group(2)), match);
        if (time != null) {
            bsd.time = time;
            bsd.text = line.substring(start, match.end());
        }
        return time == null ? null : new Found(time, match.end());
    }

    private static boolean yearFollows(String line, int end) {
        return line.startsWith(" 20", end) && end + 5 < line.length() && line.charAt(end + 5) == ' ';
    }

    private @Nullable Found iso(String line, int start) {
        LogTime known = iso.at(line, start);
        int blank = line.indexOf(' ', start + ISO_SECOND);
        if (known != null && blank > 0 && line.charAt(start + 10) == 'T') {
            return new Found(known, blank);
        }
        Matcher match = ISO.matcher(line).region(start, line.length());
        if (!match.lookingAt()) {
            return null;
        }
        LogTime time = time(match.group(1), Integer.parseInt(match.group(2)), Integer.parseInt(match.group(3)), match);
        if (time != null) {
            iso.time = time;
            iso.text = line.substring(start, start + ISO_SECOND);
        }
        return time == null ? null : new Found(time, match.end());
    }

    /// A leap second is logged as 60.
    private static @Nullable LogTime time(@Nullable String year, int month, int day, Matcher match) {
        try {
            LocalDateTime at = LocalDateTime.of(
                    year == null ? LogTime.PROVISIONAL_YEAR : Integer.parseInt(year),
                    month,
                    day,
                    Integer.parseInt(match.group(4)),
                    Integer.parseInt(match.group(5)),
                    Math.min(59, Integer.parseInt(match.group(6))));
            return new LogTime(at.getYear(), month, day, at.toLocalTime().toSecondOfDay(), year == null);
        } catch (DateTimeException noSuchDay) {
            return null;
        }
    }
}
