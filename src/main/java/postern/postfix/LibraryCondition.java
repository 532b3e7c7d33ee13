package postern.postfix;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Whether the library Postfix was built with meets a condition of the parameter table.
final class LibraryCondition {
    private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+)(?:\\.(\\d+))?");
    private static final Comparator<int[]> BY_PARTS = Comparator.<int[]>comparingInt(parts -> parts[0])
            .thenComparingInt(parts -> parts[1])
            .thenComparingInt(parts -> parts[2]);

    private LibraryCondition() {}

    /// @param condition empty, `before 1.0.0`, `1.0.0` or `3.5+`
    static boolean holds(String condition, String openssl) {
        if (condition.isEmpty()) {
            return true;
        }
        int comparison = BY_PARTS.compare(parts(openssl), parts(condition));
        if (condition.startsWith("before ")) {
            return comparison < 0;
        }
        return condition.endsWith("+") ? comparison >= 0 : comparison == 0;
    }

    private static int[] parts(String text) {
        Matcher matcher = VERSION.matcher(text);
        if (!matcher.find()) {
            throw new IllegalArgumentException("No release of OpenSSL: " + text);
        }
        return new int[] {
            Integer.parseInt(matcher.group(1)),
            Integer.parseInt(matcher.group(2)),
            matcher.group(3) == null ? 0 : Integer.parseInt(matcher.group(3))
        };
    }
}
