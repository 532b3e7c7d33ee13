package postern.maillog.line;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Lines that the journal of systemd or a container's log driver has packed up: `journalctl -o json` and `-o
/// export`, Docker's `json-file`. They come back as plain lines of syslog, times in UTC.
final class JournalEntry {
    private static final Pattern JSON_FIELD = Pattern.compile(
            "\"(MESSAGE|SYSLOG_IDENTIFIER|_PID|SYSLOG_PID|_HOSTNAME|__REALTIME_TIMESTAMP|log)\"\\s*:\\s*\"((?:[^\"\\\\]++|\\\\.)*+)");
    private static final Pattern ESCAPE = Pattern.compile("\\\\(?:u([0-9A-Fa-f]{4})|(.))");
    private static final int MOST_FIELDS = 200;

    private final Map<String, String> fields = new HashMap<>();

    /// The line that a JSON object holds; the text itself if it holds none.
    static String ofJson(String text) {
        var entry = new JournalEntry();
        Matcher field = JSON_FIELD.matcher(text);
        while (field.find()) {
            entry.fields.putIfAbsent(field.group(1), unescaped(field.group(2)));
        }
        String log = entry.fields.get("log");
        return log == null ? entry.line(text) : log.stripTrailing();
    }

    /// Takes a line of the export format, `FIELD=value`.
    void exported(String line) {
        int equals = line.indexOf('=');
        if (equals > 0 && fields.size() < MOST_FIELDS) {
            fields.putIfAbsent(line.substring(0, equals), line.substring(equals + 1));
        }
    }

    /// The plain line.
    ///
    /// @param otherwise what to give if the entry holds no message
    String line(String otherwise) {
        String message = fields.get("MESSAGE");
        String program = fields.get("SYSLOG_IDENTIFIER");
        if (message == null || program == null) {
            return otherwise;
        }
        String pid = fields.getOrDefault("_PID", fields.getOrDefault("SYSLOG_PID", ""));
        String host = fields.getOrDefault("_HOSTNAME", "localhost");
        return "%s %s %s%s: %s".formatted(time(), host, program, pid.isEmpty() ? "" : "[" + pid + "]", message);
    }

    private String time() {
        try {
            long micros = Long.parseLong(fields.getOrDefault("__REALTIME_TIMESTAMP", "0"));
            return Instant.ofEpochSecond(micros / 1_000_000).toString();
        } catch (NumberFormatException | DateTimeException damaged) {
            return "";
        }
    }

    private static String unescaped(String text) {
        if (text.indexOf('\\') < 0) {
            return text;
        }
        return ESCAPE.matcher(text)
                .replaceAll(match -> Matcher.quoteReplacement(
                        match.group(1) != null
                                ? String.valueOf((char) Integer.parseInt(match.group(1), 16))
                                : switch (match.group(2)) {
                                    case "n", "r", "t" -> " ";
                                    default -> match.group(2);
                                }));
    }
}
