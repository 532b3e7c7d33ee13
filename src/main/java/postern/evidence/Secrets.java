package postern.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Blanks private keys, session keys and passwords that were pasted by mistake. Lines keep their numbers.
final class Secrets {
    /// Stands in place of what was taken out.
    static final String BLANK = "(blanked)";

    private static final Pattern KEY_BEGINS = Pattern.compile(".*-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----.*");
    private static final Pattern KEY_ENDS = Pattern.compile(".*-----END [A-Z0-9 ]*PRIVATE KEY-----.*");
    private static final Pattern VALUE = Pattern.compile(
            "(?i)(\\s*(?:(?:\\w*(?:password|passwd)|\\w*_pass)\\s*=\\s*|(?:Master-Key|Resumption PSK)\\s*:\\s*"
                    + "|AUTH (?:PLAIN|LOGIN)\\s+))(\\S.*)");

    /// A text without its secrets.
    ///
    /// @param found whether there were any
    record Blanked(String text, boolean found) {}

    private Secrets() {}

    static Blanked blank(String text) {
        List<String> lines = new ArrayList<>();
        boolean insideKey = false;
        boolean found = false;
        for (String line : text.split("\n", -1)) {
            boolean begins = KEY_BEGINS.matcher(line).matches();
            boolean ends = KEY_ENDS.matcher(line).matches();
            Matcher value = VALUE.matcher(line);
            if (insideKey && !ends) {
                lines.add(BLANK);
                found = true;
            } else if (!begins && !ends && value.matches()) {
                lines.add(value.group(1) + BLANK);
                found = true;
            } else {
                lines.add(line);
            }
            insideKey = (insideKey || begins) && !ends;
        }
        return found ? new Blanked(String.join("\n", lines), true) : new Blanked(text, false);
    }
}
