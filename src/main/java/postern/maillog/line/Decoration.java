package postern.maillog.line;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What mail, forums and tools put around the lines of a log when they are quoted.
final class Decoration {
    /// A blank at which no line is broken, as a character or as the two bytes it has in UTF-8.
    private static final String FIXED_BLANK = "\u00c2?\u00a0";

    /// Quoting marks, list marks, a file name and line number from `grep`, a line number alone.
    private static final Pattern FRONT = Pattern.compile("\\s*(?:(?:" + FIXED_BLANK
            + "|[>|*`\"'\u2502-])\\s*){0,20}(?:[\\w./-]{1,100}\\.(?:log|gz|txt|err|info|warn)(?:\\.\\d+)?[:-])?"
            + "(?:\\d{1,9}[:.)\\s-]\\s{0,8}(?=[A-Z<2]))?\\s*");
    private static final Pattern QUOTING = Pattern.compile("(?:" + FIXED_BLANK + "|[\\s>|\u2502]){0,40}");
    /// What colours the output of `grep` and `docker compose logs` (ECMA-48, CSI sequences).
    private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;]{0,20}[A-Za-z]");

    /// Columns before the message, as web pages that show a log have them: the time, and one or two words such as the
    /// level.
    static final String CELLS =
            "\\s{0,4}\\|?\\s{0,4}\\d{1,4}[./-]\\d{1,2}[./-]\\d{1,4},? {1,2}\\d{1,2}:\\d\\d(?::\\d\\d)?(?: [AP]M)?\\s{0,4}[|\\t]\\s{0,4}(?:[A-Za-z]{2,12}\\s{0,4}[|\\t]\\s{0,4}){1,2}";
    private static final Pattern ROW = Pattern.compile(CELLS);
    private static final Pattern BLANKS = Pattern.compile(" {2,}");

    private Decoration() {}

    /// The text as its program wrote it, where a web page that showed it in a table has spread its blanks.
    static String withoutSpreading(String text) {
        boolean row = (text.indexOf('|') > 0 || text.indexOf('\t') > 0)
                && ROW.matcher(text).lookingAt();
        return row ? BLANKS.matcher(text).replaceAll(" ") : text;
    }

    /// The text with the characters that HTML writes by name in place of their names.
    static String withoutEntities(String text) {
        if (text.indexOf('&') < 0 || text.indexOf(';') < 0) {
            return text;
        }
        return text.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&apos;", "'")
                .replace("&nbsp;", " ")
                .replace("&amp;", "&");
    }

    /// The text without what stands before and after a line that was quoted.
    static String removed(String text) {
        Matcher front = FRONT.matcher(text);
        if (!front.lookingAt() || front.end() == 0) {
            return text;
        }
        String rest = text.substring(front.end());
        return rest.endsWith("`") ? rest.substring(0, rest.length() - 1) : rest;
    }

    /// The text of a line that goes on, without the quoting marks and blanks before it.
    static String withoutQuoting(String text) {
        Matcher front = QUOTING.matcher(text);
        return front.lookingAt() ? text.substring(front.end()).stripTrailing() : text;
    }

    /// The text without what makes a terminal show it in colours.
    static String withoutColours(String text) {
        return text.indexOf('\u001b') < 0 ? text : COLOUR.matcher(text).replaceAll("");
    }
}
