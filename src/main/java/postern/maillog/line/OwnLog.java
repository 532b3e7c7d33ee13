package postern.maillog.line;

import java.util.regex.Pattern;

/// Lines of programs that write a log of their own, which need not name themselves in it.
public final class OwnLog {
    /// An arrival or a delivery, by the message's id and a sign (Exim `src/log.c`, 4.6x to 4.9x).
    public static final Pattern EXIM_MAIL =
            Pattern.compile("[0-9A-Za-z]{6}-[0-9A-Za-z]{6,11}-[0-9A-Za-z]{2,4} (<=|=>|->|==|\\*\\*) (.*)");

    private OwnLog() {}

    /// Whether what follows the date is written by Exim.
    static boolean isExim(String line, int start) {
        return line.startsWith("TLS error on connection ", start)
                || EXIM_MAIL.matcher(line).region(start, line.length()).lookingAt()
                || (line.startsWith("H=", start) && line.contains("TLS error on connection"));
    }

    /// Whether a message starts with one of the words by which Dovecot says how bad it is.
    static boolean startsWithLevel(String message) {
        return message.startsWith("Info: ")
                || message.startsWith("Error: ")
                || message.startsWith("Warning: ")
                || message.startsWith("Fatal: ")
                || message.startsWith("Debug: ");
    }
}
