package postern.report;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import postern.diagnosis.LogTotals;
import postern.maillog.DirectionTotals;
import postern.maillog.Gap;
import postern.maillog.MailLog;
import postern.tls.ProtocolVersion;

/// Totals of logs, written as text, as CSV (RFC 4180), or as JSON by [LogJson].
public final class LogReport {
    private static final int MOST_REASONS = 20;
    private static final String FORMULA = "=+-@\t\r";

    private LogReport() {}

    /// What a row of a table stands for.
    public enum By {
        PEER,
        SENDER,
        HOUR
    }

    private static LogTables table(LogTotals totals, By by) {
        return switch (by) {
            case PEER -> LogTables.peers(totals);
            case SENDER -> LogTables.senders(totals);
            case HOUR -> LogTables.hours(totals);
        };
    }

    /// Writes what each log tells in lines that start with `#`, then the table, its columns separated by tabs.
    public static void writeText(LogTotals totals, By by, ReportText text, OutputStream out) throws IOException {
        var lines = new StringBuilder();
        for (MailLog log : totals.logs()) {
            summary(log, text, lines);
        }
        LogTables table = table(totals, by);
        lines.append("# ").append(String.join("\t", table.columns())).append('\n');
        table.rows().forEach(row -> lines.append(joined(row)).append('\n'));
        out.write(lines.toString().getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private static String joined(List<Object> row) {
        var line = new StringBuilder();
        row.forEach(value -> line.append(line.isEmpty() ? "" : "\t").append(value));
        return line.toString();
    }

    private static void summary(MailLog log, ReportText text, StringBuilder lines) {
        String from = log.oldest().map(Object::toString).orElse("?");
        String to = log.newest().map(Object::toString).orElse("?");
        comment(lines, text.get("log.read", Printable.of(log.source()), log.lines(), from, to));
        for (DirectionTotals way : log.totals()) {
            String key = "log." + LogTables.word(way.direction());
            comment(
                    lines,
                    text.get(key, way.tls(), versions(way.versions()), way.failed(), way.plaintext(), way.delivered()));
            way.failures().entrySet().stream()
                    .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                            .thenComparing(Map.Entry.comparingByKey()))
                    .limit(MOST_REASONS)
                    .forEach(reason ->
                            comment(lines, text.get("log.failed", reason.getValue(), Printable.of(reason.getKey()))));
            if (way.unlogged() > 0) {
                comment(lines, text.get("log.unlogged", way.unlogged()));
            }
            if (way.idle() > 0) {
                comment(lines, text.get("log.idle", way.idle()));
            }
        }
        StuckText.sentences(log.stuck(), text).forEach(sentence -> comment(lines, sentence));
        log.gaps().forEach(gap -> comment(lines, gap(gap, text)));
    }

    private static String versions(Map<ProtocolVersion, Long> versions) {
        return versions.isEmpty()
                ? ""
                : versions.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey(Comparator.reverseOrder()))
                        .map(entry -> entry.getKey() + " " + entry.getValue())
                        .collect(Collectors.joining(", ", " (", ")"));
    }

    private static void comment(StringBuilder lines, String text) {
        lines.append("# ").append(text).append('\n');
    }

    /// What a log does not show, and how to get it.
    static String gap(Gap gap, ReportText text) {
        return text.get("gap." + gap.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    /// Writes the table with its columns' names in the first line.
    public static void writeCsv(LogTotals totals, By by, OutputStream out) throws IOException {
        LogTables table = table(totals, by);
        var lines = new StringBuilder(String.join(",", table.columns())).append("\r\n");
        table.rows()
                .forEach(row -> lines.append(row.stream().map(LogReport::field).collect(Collectors.joining(",")))
                        .append("\r\n"));
        out.write(lines.toString().getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    /// A text that a spreadsheet would take for a formula gets an apostrophe in front.
    static String field(Object value) {
        String text = value.toString();
        boolean formula = value instanceof String && !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0;
        String safe = formula ? "'" + text : text;
        boolean quoted = safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return quoted ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }
}
