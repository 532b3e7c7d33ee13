package postern.maillog;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads the date at the start of a line: BSD syslog (RFC 3164 section 4.1.2) with and without year, RFC 3339 and
/// RFC 5424, with comma or point before the fraction.
final class Timestamps {
    private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";
    private static final Pattern BSD = Pattern.compile("([A-Z][a-z]{2}) {1,2}(\\d{1,2})(?: (\\d{4}),?)? "
            + "(\\d{2}):(\\d{2}):(\\d{2})(?:\\.\\d{1,9})?(?: (\\d{4})(?= ))?(?: [A-Z]{3,4}(?= ))?");
    private static final Pattern ISO =
            Pattern.compile("\\[?(\\d{4})[-/](\\d{2})[-/](\\d{2})[T ](\\d{2}):(\\d{2}):(\\d{2})"
                    + "(?:[.,]\\d{1,9})?(?: ?(?:Z|UTC|[+-]\\d{2}:?\\d{2})\\b)?]?");

    private String lastText = "";
    private int lastEnd;
    private @Nullable LogTime lastTime;

    /// A date that was found.
    ///
    /// @param time the date
    /// @param end  where it ends in the line
    record Found(LogTime time, int end) {}

    /// Reads the date that starts exactly at a place of the line; null if none does.
    @Nullable
    Found at(String line, int start) {
        LogTime known = lastTime;
        if (known != null && line.startsWith(lastText, start) && endsThere(line, start + lastText.length())) {
            return new Found(known, start + lastEnd);
        }
        char first = start < line.length() ? line.charAt(start) : ' ';
        if (first >= 'A' && first <= 'Z') {
            return bsd(line, start);
        }
        return first == '[' || (first >= '0' && first <= '9') ? iso(line, start) : null;
    }

    private static boolean endsThere(String line, int at) {
        return at < line.length() && line.charAt(at) == ' ';
    }

    private @Nullable Found bsd(String line, int start) {
        int month = start + 3 <= line.length() ? MONTHS.indexOf(line.substring(start, start + 3)) : -1;
        if (month % 3 != 0) {
            return null;
        }
        Matcher match = BSD.matcher(line).region(start, line.length());
        if (!match.lookingAt()) {
            return null;
        }
        String year = match.group(3) == null ? match.group(7) : match.group(3);
        return found(
                line,
                match,
                year,
                month / 3 + 1,
                Integer.parseInt(match.group(2)),
                match.group(4),
                match.group(5),
                match.group(6));
    }

    private @Nullable Found iso(String line, int start) {
        int dash = start + (line.charAt(start) == '[' ? 5 : 4);
        if (dash >= line.length() || "-/".indexOf(line.charAt(dash)) < 0) {
            return null;
        }
        Matcher match = ISO.matcher(line).region(start, line.length());
        if (!match.lookingAt()) {
            return null;
        }
        return found(
                line,
                match,
                match.group(1),
                Integer.parseInt(match.group(2)),
                Integer.parseInt(match.group(3)),
                match.group(4),
                match.group(5),
                match.group(6));
    }

    private @Nullable Found found(
            String line,
            Matcher match,
            @Nullable String year,
            int month,
            int day,
            String hour,
            String minute,
            String second) {
        try {
            // A leap second is logged as 60.
            LocalDateTime at = LocalDateTime.of(
                    year == null ? LogTime.PROVISIONAL_YEAR : Integer.parseInt(year),
                    month,
                    day,
                    Integer.parseInt(hour),
                    Integer.parseInt(minute),
                    Math.min(59, Integer.parseInt(second)));
            lastTime = new LogTime(at, year == null);
            lastText = line.substring(match.start(), match.end());
            lastEnd = lastText.length();
            return new Found(lastTime, match.end());
        } catch (DateTimeException noSuchDay) {
            return null;
        }
    }
}
