package postern.maillog;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Month;
import java.time.Year;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Finds the years that BSD syslog leaves out: a jump back by more than half a year is a new year, and the last
/// line does not lie in the future.
final class LogClock {
    private static final Duration HALF_A_YEAR = Duration.ofDays(183);

    private final LocalDate asOf;
    private @Nullable LogTime oldest;
    private @Nullable LogTime newest;
    private @Nullable LogTime lastRead;
    private @Nullable LocalDateTime lastYearless;
    private int years;
    private boolean leapDay;

    LogClock(LocalDate asOf) {
        this.asOf = asOf;
    }

    /// Takes the time of the next line.
    ///
    /// @return the same time in the year counted so far
    LogTime next(LogTime read) {
        if (newest != null && read.equals(lastRead)) {
            return newest;
        }
        lastRead = read;
        LogTime time = read.yearless() ? counted(read.at()) : read;
        if (oldest == null) {
            oldest = time;
        }
        newest = time;
        return time;
    }

    private LogTime counted(LocalDateTime read) {
        LocalDateTime at = read.plusYears(years);
        if (lastYearless != null) {
            Duration step = Duration.between(lastYearless, at);
            if (step.compareTo(HALF_A_YEAR.negated()) < 0) {
                years++;
            } else if (step.compareTo(HALF_A_YEAR) > 0) {
                years--;
            }
            at = read.plusYears(years);
        }
        leapDay |= years == 0 && at.getMonth() == Month.FEBRUARY && at.getDayOfMonth() == 29;
        lastYearless = at;
        return new LogTime(at, true);
    }

    /// The time in its true year, as far as that can be told.
    LocalDateTime settled(LogTime time) {
        return time.yearless() ? time.at().plusYears(shift()) : time.at();
    }

    Optional<LocalDateTime> oldest() {
        return Optional.ofNullable(oldest).map(this::settled);
    }

    Optional<LocalDateTime> newest() {
        return Optional.ofNullable(newest).map(this::settled);
    }

    /// A clock may run ahead of ours by a day (time zones).
    private int shift() {
        if (lastYearless == null) {
            return 0;
        }
        LocalDate latest = asOf.plusDays(1);
        int shift = latest.getYear() - lastYearless.getYear();
        while (lastYearless.plusYears(shift).toLocalDate().isAfter(latest)
                || (leapDay && !Year.isLeap(LogTime.PROVISIONAL_YEAR + (long) shift))) {
            shift--;
        }
        return shift;
    }
}
