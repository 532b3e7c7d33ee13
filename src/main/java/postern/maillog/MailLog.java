package postern.maillog;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;

/// What one log tells.
///
/// @param source  the file's name
/// @param lines   how many lines it has
/// @param oldest  time of the first dated line; empty if none is
/// @param newest  time of the last dated line; a date without year was given the year that makes it fit
/// @param peers   totals, most sessions first
/// @param events  messages beside the sessions, in order
/// @param strange lines that speak of TLS and were not understood, at most 20
public record MailLog(
        String source,
        long lines,
        Optional<LocalDateTime> oldest,
        Optional<LocalDateTime> newest,
        List<PeerTotals> peers,
        List<LogEvent> events,
        List<LogLine> strange) {
    public MailLog {
        peers = List.copyOf(peers);
        events = List.copyOf(events);
        strange = List.copyOf(strange);
    }
}
