package postern.maillog.line;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Year;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Finds the years that BSD syslog leaves out: a jump by more than half a year is a new year, or an older file
/// that comes after a newer one, and the last line does not lie in the future.
public final class LogClock {
    private final LocalDate asOf;
    private @Nullable LogTime oldest;
    private @Nullable LogTime newest;
    private @Nullable LogTime lastYearless;
    private int year = LogTime.PROVISIONAL_YEAR;
    private boolean leapDay;

    /// Dates without a year are in the twelve months up to `asOf`.
    public LogClock(LocalDate asOf) {
        this.asOf = asOf;
    }

    /// Takes the time of the next line.
    ///
    /// @return the same time in the year counted so far
    public LogTime next(LogTime read) {
        LogTime time = read.yearless() ? counted(read) : read;
        if (oldest == null || time.isBefore(oldest)) {
            oldest = time;
        }
        if (newest == null || !time.isBefore(newest)) {
            newest = time;
        }
        return time;
    }

    /// The time of a line shortly before in the year that lies nearest to the last line.
    public LogTime near(LogTime read) {
        if (!read.yearless()) {
            return read;
        }
        LogTime at = read.year() == year ? read : read.inYear(year);
        if (lastYearless != null && lastYearless.isFarAfter(at)) {
            return read.inYear(year + 1);
        }
        return lastYearless != null && at.isFarAfter(lastYearless) ? read.inYear(year - 1) : at;
    }

    private LogTime counted(LogTime read) {
        LogTime at = near(read);
        year = at.year();
        leapDay |= year == LogTime.PROVISIONAL_YEAR && at.isLeapDay();
        lastYearless = at;
        return at;
    }

    /// The time in its true year, as far as that can be told.
    public LocalDateTime settled(LogTime time) {
        return time.yearless() ? time.inYear(time.year() + shift()).at() : time.at();
    }

    /// The earliest time seen; empty before the first.
    public Optional<LocalDateTime> oldest() {
        return Optional.ofNullable(oldest).map(this::settled);
    }

    /// The latest time seen; empty before the first.
    public Optional<LocalDateTime> newest() {
        return Optional.ofNullable(newest).map(this::settled);
    }

    /// A clock may run ahead of ours by a day (time zones).
    private int shift() {
        if (lastYearless == null) {
            return 0;
        }
        LocalDate latest = asOf.plusDays(1);
        int shift = latest.getYear() - lastYearless.year();
        while (isAfter(latest, shift) || (leapDay && !Year.isLeap(LogTime.PROVISIONAL_YEAR + (long) shift))) {
            shift--;
        }
        return shift;
    }

    private boolean isAfter(LocalDate latest, int shift) {
        LogTime last = lastYearless;
        return last != null
                && last.inYear(last.year() + shift).at().toLocalDate().isAfter(latest);
    }
}
