package postern.postfix;

import java.util.regex.Pattern;

/// Words for a POSIX shell.
public final class Shell {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:@%+=,-]+");

    private Shell() {}

    /// The text as one word: quoted, unless nothing in it means anything to a shell.
    public static String word(String text) {
        return PLAIN.matcher(text).matches() ? text : quoted(text);
    }

    /// The text in single quotes, between which only the single quote itself needs care.
    public static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
