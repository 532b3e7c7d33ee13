package postern.diagnosis;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import postern.maillog.Direction;
import postern.maillog.HourTotals;
import postern.maillog.MailLog;
import postern.maillog.Peer;
import postern.maillog.PeerTotals;
import postern.maillog.StuckMail;

/// Several logs of one server added up, for tables and charts.
///
/// @param logs the logs
public record LogTotals(List<MailLog> logs) {
    public LogTotals {
        logs = List.copyOf(logs);
    }

    private record PeerKey(Direction direction, Peer peer) {}

    private record HourKey(LocalDateTime hour, Direction direction) {}

    /// One sending or receiving system.
    ///
    /// @param direction which way mail went
    /// @param traffic   its hosts and their sessions
    /// @param noise     whether it is a scanner, monitor or bot ([Noise])
    public record Sender(Direction direction, SenderTraffic traffic, boolean noise) {}

    /// Totals for each peer and direction, most sessions first; samples are left out.
    public List<PeerTotals> peers() {
        if (logs.size() == 1) {
            return logs.getFirst().peers();
        }
        Map<PeerKey, PeerTotals> sums = new LinkedHashMap<>();
        for (MailLog log : logs) {
            for (PeerTotals part : log.peers()) {
                sums.merge(new PeerKey(part.direction(), part.peer()), part, LogTotals::sum);
            }
        }
        return sums.values().stream()
                .sorted(Comparator.comparingLong((PeerTotals each) -> each.tls() + each.failed() + each.plaintext())
                        .reversed())
                .toList();
    }

    private static PeerTotals sum(PeerTotals one, PeerTotals other) {
        return new PeerTotals(
                one.peer(),
                one.direction(),
                one.tls() + other.tls(),
                one.failed() + other.failed(),
                one.plaintext() + other.plaintext(),
                one.delivered() + other.delivered(),
                List.of());
    }

    /// Totals hour by hour, hours without sessions left out.
    public List<HourTotals> hours() {
        Map<HourKey, HourTotals> sums = new LinkedHashMap<>();
        for (MailLog log : logs) {
            for (HourTotals part : log.hours()) {
                sums.merge(new HourKey(part.hour(), part.direction()), part, LogTotals::sum);
            }
        }
        return sums.values().stream()
                .sorted(Comparator.comparing(HourTotals::hour).thenComparing(HourTotals::direction))
                .toList();
    }

    private static HourTotals sum(HourTotals one, HourTotals other) {
        return new HourTotals(
                one.hour(),
                one.direction(),
                one.tls() + other.tls(),
                one.failed() + other.failed(),
                one.plaintext() + other.plaintext());
    }

    /// Peers grouped into systems, inbound first, most failures first; noise last.
    public List<Sender> senders() {
        List<Sender> senders = new ArrayList<>();
        for (Direction direction : Direction.values()) {
            List<SenderTraffic> all = Senders.of(logs, direction, day());
            all.forEach(traffic -> senders.add(
                    new Sender(direction, traffic, direction == Direction.INBOUND && Noise.is(traffic, all))));
        }
        senders.sort(Comparator.comparing(Sender::noise));
        return senders;
    }

    /// Mails that TLS kept from going out, by the log that ends last: what waits is tried again every
    /// hour or so, and so is in that one too.
    public List<StuckMail> stuck() {
        return logs.stream()
                .max(Comparator.comparing(log -> log.newest().orElse(LocalDateTime.MIN)))
                .map(MailLog::stuck)
                .orElse(List.of());
    }

    /// The day of the newest line, on which profiles of senders are looked up.
    private LocalDate day() {
        return logs.stream()
                .flatMap(log -> log.newest().stream())
                .max(Comparator.naturalOrder())
                .map(LocalDateTime::toLocalDate)
                .orElse(LocalDate.MAX);
    }
}
