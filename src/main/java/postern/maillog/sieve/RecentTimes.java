package postern.maillog.sieve;

import org.jspecify.annotations.Nullable;
import postern.maillog.bytes.ByteText;
import postern.maillog.bytes.Word;
import postern.maillog.line.LogTime;
import postern.maillog.line.Timestamps;

/// The times at the start of lines of the usual two shapes: mostly the day is that of the line before.
final class RecentTimes {
    private static final int BSD_DATE = "Mar  1 10:00:00".length();
    private static final int ISO_DAY = "2026-03-01T".length();
    private static final int BSD_DAY = "Mar  1 ".length();
    /// A host of four digits could be the year.
    private static final Word YEAR = new Word(" 20");

    private final Timestamps timestamps = new Timestamps();
    private @Nullable Word day;
    private @Nullable LogTime onDay;

    /// When a line of [LineHead#isLine] was written; null if it does not tell.
    @Nullable
    LogTime at(ByteText text, int from, int to) {
        boolean bsd = text.at(from + 3) == ' ';
        int clock = from + (bsd ? BSD_DAY : ISO_DAY);
        LogTime known = onDay;
        if (known != null
                && day != null
                && text.startsWith(day, from)
                && !(bsd && text.startsWith(YEAR, from + BSD_DATE))) {
            int second = second(text, clock);
            if (second >= 0) {
                return new LogTime(known.year(), known.month(), known.day(), second, known.yearless());
            }
        }
        Timestamps.Found found = timestamps.at(text.string(from, to), 0);
        onDay = found == null ? null : found.time();
        day = new Word(text.string(from, clock));
        return onDay;
    }

    /// The second of the day at `10:00:00`; negative if something else stands there.
    private static int second(ByteText text, int clock) {
        int hour = number(text, clock);
        int minute = number(text, clock + 3);
        int second = number(text, clock + 6);
        boolean fits =
                text.at(clock + 2) == ':' && text.at(clock + 5) == ':' && hour < 24 && minute < 60 && second < 60;
        return fits ? (hour * 60 + minute) * 60 + second : -1;
    }

    /// Two digits; more than any time if others stand there.
    private static int number(ByteText text, int at) {
        int tens = text.at(at) - '0';
        int ones = text.at(at + 1) - '0';
        return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? Integer.MAX_VALUE : tens * 10 + ones;
    }
}
