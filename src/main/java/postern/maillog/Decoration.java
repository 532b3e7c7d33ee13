package postern.maillog;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What mail, forums and tools put around the lines of a log when they are quoted.
final class Decoration {
    /// Quoting marks, list marks, a file name and line number from `grep`, a line number alone.
    private static final Pattern FRONT = Pattern.compile(
            "\\s*(?:[>|*`\"'\u2502\u00a0-]\\s*){0,20}(?:[\\w./-]{1,100}\\.(?:log|gz|txt|err|info|warn)(?:\\.\\d+)?[:-])?"
                    + "(?:\\d{1,9}[:.)\\s-]\\s{0,8}(?=[A-Z<2]))?\\s*");
    private static final Pattern BACK = Pattern.compile("[`\"']+\\s*$");

    private Decoration() {}

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
        return rest.endsWith("`") ? BACK.matcher(rest).replaceFirst("") : rest;
    }
}
