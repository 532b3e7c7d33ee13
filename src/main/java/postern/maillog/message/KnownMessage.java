package postern.maillog.message;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import postern.maillog.line.Severity;

/// One row of `messages.tsv`: a text that a program is known to write.
///
/// @param id       its name
/// @param kind     where it stands
/// @param daemons  the programs that write it; empty for any
/// @param severity how bad
/// @param loglevel the smallest loglevel that shows it, 0 if it always is
/// @param pattern  the whole text
/// @param start    what every such text starts with, perhaps nothing
/// @param literal  the longest text that every such text holds
public record KnownMessage(
        String id,
        Kind kind,
        Set<String> daemons,
        Severity severity,
        int loglevel,
        Pattern pattern,
        String start,
        String literal) {

    /// A text so short that no pattern takes long on it.
    private static final int SHORT = 200;

    /// The lists are copied.
    public KnownMessage {
        daemons = Set.copyOf(daemons);
    }

    /// Where a text stands.
    public enum Kind {
        /// A line of the log.
        LOG,
        /// The text in parentheses after `status=`, also found in bounces.
        DELIVERY,
        /// An SMTP reply.
        REPLY,
        /// The output of a command.
        STDERR,
        /// A line of the log that only traces the work of the library.
        TRACE,
        /// A warning that has no row of its own.
        OTHER
    }

    /// Reads a row.
    static KnownMessage row(String[] field) {
        Set<String> daemons = field[2].equals("any") ? Set.of() : Set.of(field[2].split("\\|"));
        return new KnownMessage(
                field[0],
                Kind.valueOf(field[1].toUpperCase(Locale.ROOT)),
                daemons,
                Severity.valueOf(field[3].toUpperCase(Locale.ROOT)),
                Integer.parseInt(field[4]),
                Pattern.compile(field[5]),
                PatternLiterals.start(field[5]),
                PatternLiterals.longest(field[5]));
    }

    /// The match with a text; empty if the text is another one.
    Optional<Matcher> match(String text) {
        if (!text.startsWith(start) || !text.contains(literal)) {
            return Optional.empty();
        }
        Matcher match = pattern.matcher(text.length() <= SHORT ? text : new BoundedText(text));
        try {
            return match.matches() ? Optional.of(match) : Optional.empty();
        } catch (BoundedText.TooMuch hostile) {
            return Optional.empty();
        }
    }
}
