package postern.maillog.account;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import postern.maillog.Direction;
import postern.maillog.DirectionTotals;
import postern.maillog.HourTotals;
import postern.maillog.line.LogClock;
import postern.maillog.line.LogTime;
import postern.maillog.session.Verdict;
import postern.tls.ProtocolVersion;

/// Adds up what goes one way.
final class DirectionAccount {
    private static final int MOST_REASONS = 300;
    private static final int MOST_HOURS = 20_000;

    private static final Pattern HOST = Pattern.compile(" (?:by )?host \\S+");

    private final Direction direction;
    private final Map<ProtocolVersion, Count> versions = new EnumMap<>(ProtocolVersion.class);
    private final Map<String, Long> failures = new HashMap<>();
    private final Map<LogTime, Hour> hours = new LinkedHashMap<>();
    private @Nullable LogTime lastHour;
    private Hour last = new Hour();
    private long encrypted;
    private long plaintext;
    private long silent;
    private long idle;
    private long delivered;

    DirectionAccount(Direction direction) {
        this.direction = direction;
    }

    /// Counts up without making a new number for each step.
    private static final class Count {
        long times;
    }

    private static final class Hour {
        long tls;
        long failed;
        long plaintext;
        long silent;

        void add(Hour other) {
            tls += other.tls;
            failed += other.failed;
            plaintext += other.plaintext;
            silent += other.silent;
        }
    }

    /// Adds a session.
    ///
    /// @param at when it began
    void add(Verdict verdict, @Nullable LogTime at, int mails) {
        Hour hour = hour(at);
        delivered += mails;
        switch (verdict.kind()) {
            case ESTABLISHED -> {
                if (verdict.version() != null) {
                    count(verdict.version(), 1);
                }
                hour.tls++;
            }
            case ENCRYPTED -> {
                encrypted++;
                hour.tls++;
            }
            case FAILED, UNAVAILABLE -> {
                count(verdict.failure(), 1);
                hour.failed++;
            }
            case PLAINTEXT -> {
                plaintext++;
                hour.plaintext++;
            }
            case SILENT -> {
                silent++;
                hour.silent++;
            }
            case CONTINUED -> {
                // Its connection is counted where it was begun.
            }
            case NOTHING -> idle++;
        }
    }

    /// Sessions of which the version is known.
    long established() {
        return versions.values().stream().mapToLong(count -> count.times).sum();
    }

    private void count(ProtocolVersion version, long times) {
        versions.computeIfAbsent(version, _ -> new Count()).times += times;
    }

    private Map<ProtocolVersion, Long> versions() {
        Map<ProtocolVersion, Long> counts = new EnumMap<>(ProtocolVersion.class);
        versions.forEach((version, count) -> counts.put(version, count.times));
        return counts;
    }

    /// Whether no connection was added.
    boolean isEmpty() {
        return versions.isEmpty() && failures.isEmpty() && encrypted + plaintext + silent + idle == 0;
    }

    /// Adds what was counted apart.
    ///
    /// @param clock knows the years of its hours
    void add(DirectionAccount part, LogClock clock) {
        part.versions.forEach((version, count) -> count(version, count.times));
        part.failures.forEach(this::count);
        part.hours.forEach((time, counts) -> hour(clock.near(time)).add(counts));
        encrypted += part.encrypted;
        plaintext += part.plaintext;
        silent += part.silent;
        idle += part.idle;
        delivered += part.delivered;
    }

    /// The same reason for every peer.
    private void count(String told, long times) {
        String reason = told.contains(" host ") ? HOST.matcher(told).replaceAll("") : told;
        boolean known = failures.size() < MOST_REASONS || failures.containsKey(reason);
        failures.merge(known ? reason : "(others)", times, Long::sum);
    }

    private Hour hour(@Nullable LogTime time) {
        if (time == null) {
            return new Hour();
        }
        if (lastHour == null || !time.isWithinHourOf(lastHour)) {
            lastHour = time.startOfHour();
            Hour known = hours.get(lastHour);
            last = known == null ? new Hour() : known;
            if (known == null && hours.size() < MOST_HOURS) {
                hours.put(lastHour, last);
            }
        }
        return last;
    }

    /// What went this way.
    ///
    /// @param shown whether the log would show TLS
    DirectionTotals totals(boolean shown) {
        return new DirectionTotals(
                direction,
                versions(),
                encrypted,
                failures,
                plaintext + (shown ? silent : 0),
                shown ? 0 : silent,
                idle,
                delivered);
    }

    /// The same hour by hour, hours without sessions left out.
    List<HourTotals> hours(boolean shown, LogClock clock) {
        return hours.entrySet().stream()
                .map(entry -> {
                    Hour hour = entry.getValue();
                    return new HourTotals(
                            clock.settled(entry.getKey()),
                            direction,
                            hour.tls,
                            hour.failed,
                            hour.plaintext + (shown ? hour.silent : 0));
                })
                .toList();
    }
}
