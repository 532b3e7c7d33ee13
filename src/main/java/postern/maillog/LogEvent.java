package postern.maillog;

import java.util.Map;

/// A line that tells something beside sessions: a warning about a file, a setting, a process.
///
/// @param id      the message's id in `log-messages.tsv`
/// @param program the program that logged it, for example `smtpd` or `submission/smtpd`
/// @param values  the named parts of the message
/// @param line    the line
/// @param count   how often this id occurred in the log; only the first few lines are kept
public record LogEvent(String id, String program, Map<String, String> values, LogLine line, long count) {
    public LogEvent {
        values = Map.copyOf(values);
    }
}
