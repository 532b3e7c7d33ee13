package postern.maillog.line;

import org.jspecify.annotations.Nullable;
import postern.maillog.LogLine;
import postern.maillog.bytes.LogText;

/// A line taken apart.
///
/// @param number   its place in the log
/// @param line     the whole of it, one character for each byte
/// @param time     when; null if the line does not tell
/// @param origin   the process that wrote it
/// @param program  what wrote it
/// @param severity how bad
/// @param message  the text after the severity
/// @param times    how often it happened ("message repeated 3 times")
public record Frame(
        long number,
        String line,
        @Nullable LogTime time,
        Origin origin,
        Program program,
        Severity severity,
        String message,
        int times) {

    /// The line for people.
    public LogLine shown() {
        return new LogLine(number, LogText.shown(line));
    }

    /// The same line as written by another program, with what remains of the text.
    public Frame of(Program actual, String text) {
        return new Frame(number, line, time, origin, actual, severity, text, times);
    }

    /// The same line at its place in the whole log.
    public Frame at(long place, @Nullable LogTime moment) {
        return new Frame(place, line, moment, origin, program, severity, message, times);
    }

    /// Whether it is written by a mail program whose lines are read.
    public boolean isMail() {
        return program.isMail() || isDovecot();
    }

    /// Whether it is one of Dovecot, by way of syslog or in its own file, where the process and the level stand
    /// alone (`log_path`).
    public boolean isDovecot() {
        return program.isDovecot() || (program.isDovecotProcess() && OwnLog.startsWithLevel(message));
    }
}
