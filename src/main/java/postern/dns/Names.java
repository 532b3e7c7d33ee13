package postern.dns;

import java.util.Locale;
import java.util.regex.Pattern;

/// Names as this room writes them: lower case, without the final dot.
final class Names {
    private static final Pattern UNSHOWABLE = Pattern.compile("[\\p{Cntrl}\\p{Cf}]");
    private static final int LONGEST = 2000;

    private Names() {}

    static String of(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }

    /// A text from outside, cut at 2000 characters and without characters that steer a terminal.
    static String shown(String text) {
        String cut = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
        return UNSHOWABLE.matcher(cut).replaceAll("?");
    }
}
