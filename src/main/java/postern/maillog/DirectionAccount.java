package postern.maillog;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import postern.tls.ProtocolVersion;

/// Adds up what goes one way.
final class DirectionAccount {
    private static final int MOST_REASONS = 300;
    private static final int MOST_HOURS = 20_000;

    private static final Pattern HOST = Pattern.compile(" (?:by )?host \\S+");

    private final Direction direction;
    private final Map<ProtocolVersion, Long> versions = new EnumMap<>(ProtocolVersion.class);
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

    private static final class Hour {
        long tls;
        long failed;
        long plaintext;
        long silent;
    }

    void add(OpenSession session) {
        Hour hour = hour(session.at());
        delivered += session.mails();
        switch (session.kind()) {
            case ESTABLISHED -> {
                session.version().ifPresent(version -> versions.merge(version, 1L, Long::sum));
                hour.tls++;
            }
            case ENCRYPTED -> {
                encrypted++;
                hour.tls++;
            }
            case FAILED, UNAVAILABLE -> {
                count(session.failure());
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
            case NOTHING -> idle++;
        }
    }

    /// Adds a session with TLS.
    void addEstablished(@Nullable LogTime at, ProtocolVersion version, int mails) {
        hour(at).tls++;
        versions.merge(version, 1L, Long::sum);
        delivered += mails;
    }

    /// The same reason for every peer.
    private void count(String told) {
        String reason = told.contains(" host ") ? HOST.matcher(told).replaceAll("") : told;
        boolean known = failures.size() < MOST_REASONS || failures.containsKey(reason);
        failures.merge(known ? reason : "(others)", 1L, Long::sum);
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
                versions,
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
