package postern.maillog.line;

import java.time.LocalDateTime;
import java.time.YearMonth;

/// A moment as a line gives it. The day is known to exist, at least in a leap year.
///
/// @param year     the year; without one in the line it is [#PROVISIONAL_YEAR] or near it, until the whole log
///                 is known
/// @param month    1 to 12
/// @param day      1 to 31
/// @param second   second of the day
/// @param yearless whether the line gave no year
public record LogTime(int year, int month, int day, int second, boolean yearless) {
    /// A leap year, so that 29 February can be held.
    static final int PROVISIONAL_YEAR = 2000;

    private static final int HALF_A_YEAR = 6;

    /// The same moment of another year.
    LogTime inYear(int other) {
        return new LogTime(other, month, day, second, yearless);
    }

    /// Whether the other moment lies more than half a year before this one.
    boolean isFarAfter(LogTime other) {
        return months() - other.months() > HALF_A_YEAR;
    }

    /// Whether the other moment is later; moments with and without a year cannot be compared.
    boolean isBefore(LogTime other) {
        return yearless == other.yearless && order() < other.order();
    }

    private long order() {
        return ((months() * 32L) + day) * 86_400 + second;
    }

    private int months() {
        return year * 12 + month;
    }

    /// The full hour before.
    public LogTime startOfHour() {
        return new LogTime(year, month, day, second / 3600 * 3600, yearless);
    }

    /// Whether both are in the same hour of the same day.
    public boolean isWithinHourOf(LogTime hour) {
        return day == hour.day
                && second / 3600 == hour.second / 3600
                && month == hour.month
                && year == hour.year
                && yearless == hour.yearless;
    }

    boolean isLeapDay() {
        return month == 2 && day == 29;
    }

    /// Date and time as written, in the time zone of the log.
    public LocalDateTime at() {
        int last = YearMonth.of(year, month).lengthOfMonth();
        return LocalDateTime.of(year, month, Math.min(day, last), second / 3600, second / 60 % 60, second % 60);
    }
}
