package postern.report;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import postern.diagnosis.LogTotals;
import postern.maillog.Direction;

/// Totals of logs as rows and columns.
///
/// @param columns their names
/// @param rows    the values; numbers, or text from outside
record LogTables(List<String> columns, Stream<List<Object>> rows) {

    static LogTables peers(LogTotals totals) {
        return new LogTables(
                List.of("direction", "tls", "failed", "plaintext", "mails", "peer"),
                totals.peers().stream()
                        .map(peer -> List.of(
                                word(peer.direction()),
                                peer.tls(),
                                peer.failed(),
                                peer.plaintext(),
                                peer.delivered(),
                                peer.peer().toString())));
    }

    static LogTables senders(LogTotals totals) {
        return new LogTables(
                List.of("direction", "tls", "failed", "plaintext", "mails", "hosts", "kind", "sender"),
                totals.senders().stream()
                        .map(sender -> List.of(
                                word(sender.direction()),
                                sender.traffic().tls(),
                                sender.traffic().failed(),
                                sender.traffic().plaintext(),
                                sender.traffic().delivered(),
                                sender.traffic().peers().size(),
                                sender.noise() ? "noise" : "sender",
                                sender.traffic().name())));
    }

    static LogTables hours(LogTotals totals) {
        return new LogTables(
                List.of("direction", "tls", "failed", "plaintext", "hour"),
                totals.hours().stream()
                        .map(hour -> List.of(
                                word(hour.direction()),
                                hour.tls(),
                                hour.failed(),
                                hour.plaintext(),
                                hour.hour().toString())));
    }

    static String word(Direction direction) {
        return direction.name().toLowerCase(Locale.ROOT);
    }
}
