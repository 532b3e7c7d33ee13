package postern.maillog;

import java.time.LocalDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What one log tells.
///
/// @param source  the file's name
/// @param lines   how many lines it has
/// @param oldest  the earliest time; empty if no line is dated
/// @param newest  the latest time; a date without year was given the year that makes it fit
/// @param peers   totals, most sessions first
/// @param events  messages beside the sessions, in order
/// @param strange lines that speak of TLS and were not understood, at most 20
/// @param totals  everything that went each way; a direction without any connection is left out
/// @param hours   the same hour by hour
/// @param stuck   mails that TLS kept from going out, at most 5000
public record MailLog(
        String source,
        long lines,
        Optional<LocalDateTime> oldest,
        Optional<LocalDateTime> newest,
        List<PeerTotals> peers,
        List<LogEvent> events,
        List<LogLine> strange,
        List<DirectionTotals> totals,
        List<HourTotals> hours,
        List<StuckMail> stuck) {
    public MailLog {
        peers = List.copyOf(peers);
        events = List.copyOf(events);
        strange = List.copyOf(strange);
        totals = List.copyOf(totals);
        hours = List.copyOf(hours);
        stuck = List.copyOf(stuck);
    }

    /// Everything that went one way; empty if nothing did.
    public Optional<DirectionTotals> totals(Direction direction) {
        return totals.stream().filter(each -> each.direction() == direction).findFirst();
    }

    /// What this log cannot show.
    public Set<Gap> gaps() {
        Set<Gap> gaps = EnumSet.noneOf(Gap.class);
        if (peers.isEmpty() && events.isEmpty() && totals.isEmpty()) {
            gaps.add(Gap.NO_MAIL_LINES);
            return gaps;
        }
        addIf(gaps, Gap.NO_TIMES, newest.isEmpty());
        addIf(gaps, Gap.NOTHING_INBOUND, totals(Direction.INBOUND).isEmpty());
        addIf(gaps, Gap.NOTHING_OUTBOUND, totals(Direction.OUTBOUND).isEmpty());
        addIf(gaps, Gap.INBOUND_TLS_NOT_LOGGED, isUnlogged(Direction.INBOUND));
        addIf(gaps, Gap.OUTBOUND_TLS_NOT_LOGGED, isUnlogged(Direction.OUTBOUND));
        addIf(
                gaps,
                Gap.REASONS_MISSING,
                totals.stream().anyMatch(each -> each.failures().containsKey("-1")));
        return gaps;
    }

    private boolean isUnlogged(Direction direction) {
        return totals(direction)
                .filter(each -> each.unlogged() > 0
                        || (each.encrypted() > 0 && each.versions().isEmpty()))
                .isPresent();
    }

    private static void addIf(Set<Gap> gaps, Gap gap, boolean condition) {
        if (condition) {
            gaps.add(gap);
        }
    }
}
