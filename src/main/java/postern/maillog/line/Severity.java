package postern.maillog.line;

/// The word with which Postfix starts a message that is more than information (`src/util/msg.c`).
public enum Severity {
    INFO(""),
    WARNING("warning: "),
    ERROR("error: "),
    FATAL("fatal: "),
    PANIC("panic: ");

    private final String prefix;

    Severity(String prefix) {
        this.prefix = prefix;
    }

    /// How many characters the word takes at the start of the message.
    public int length() {
        return prefix.length();
    }

    /// The severity of a message.
    public static Severity of(String message) {
        char first = message.isEmpty() ? ' ' : message.charAt(0);
        return switch (first) {
            case 'w' -> message.startsWith(WARNING.prefix) ? WARNING : INFO;
            case 'e' -> message.startsWith(ERROR.prefix) ? ERROR : INFO;
            case 'f' -> message.startsWith(FATAL.prefix) ? FATAL : INFO;
            case 'p' -> message.startsWith(PANIC.prefix) ? PANIC : INFO;
            default -> INFO;
        };
    }
}
