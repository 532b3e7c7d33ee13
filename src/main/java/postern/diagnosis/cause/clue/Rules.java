package postern.diagnosis.cause.clue;

import java.util.regex.Pattern;

/// Lines that hold patterns of what others may say: rules of a table of regular expressions (pcre_table(5),
/// regexp_table(5)), filters of programs that watch logs, commands that search in a log. Nobody says there what they
/// look for.
final class Rules {
    private static final Pattern TABLE = Pattern.compile(
            "\\s*(?:(?:if|endif)\\s+)?!?/(?:\\^|.*(?:\\.\\*|\\.\\+|\\\\[.sdwbS(\\[]|\\[\\^?[^\\]]{1,40}][+*]|\\(\\?)).*/[A-Za-z]{0,6}(?:\\s.*|$)");
    private static final Pattern FILTER =
            Pattern.compile("\\s*(?:failregex|ignoreregex|prefregex|__\\w+|journalmatch|cmnfailre\\w*)\\s*=.*"
                    + "|\\s*\\^.*(?:\\.\\*|\\.\\+|\\\\[.sdwbS\\[]|<HOST>|\\[\\^?[^\\]]{1,40}][+*]).*");
    /// At the beginning of a line, behind a prompt, or at the end of a pipe.
    private static final Pattern SEARCH = Pattern.compile(
            "(?:[\\w@~:/.\\[\\] -]{0,60}[$#>%])?\\s*(?:sudo\\s+)?(?:z?[ef]?grep|rg)\\s.*|.*\\|\\s*(?:z?[ef]?grep|rg)\\s.*");

    private Rules() {}

    /// Whether a line is such a rule.
    static boolean hold(String line) {
        return TABLE.matcher(line).matches()
                || FILTER.matcher(line).matches()
                || SEARCH.matcher(line).matches();
    }
}
