package postern.postfix;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A `compatibility_level`: `2` up to Postfix 3.5, `major[.minor[.patch]]` later.
record CompatibilityLevel(int major, int minor, int patch) implements Comparable<CompatibilityLevel> {
    private static final Pattern FORM = Pattern.compile("(\\d{1,9})(?:\\.(\\d{1,9})(?:\\.(\\d{1,9}))?)?");
    private static final Comparator<CompatibilityLevel> BY_PARTS = Comparator.comparingInt(CompatibilityLevel::major)
            .thenComparingInt(CompatibilityLevel::minor)
            .thenComparingInt(CompatibilityLevel::patch);

    /// Reads a level; text that is none counts as level 0.
    static CompatibilityLevel read(String text) {
        Matcher matcher = FORM.matcher(text.strip());
        return matcher.matches()
                ? new CompatibilityLevel(part(matcher, 1), part(matcher, 2), part(matcher, 3))
                : new CompatibilityLevel(0, 0, 0);
    }

    static boolean isLevel(String text) {
        return FORM.matcher(text.strip()).matches();
    }

    private static int part(Matcher matcher, int group) {
        return matcher.group(group) == null ? 0 : Integer.parseInt(matcher.group(group));
    }

    @Override
    public int compareTo(CompatibilityLevel other) {
        return BY_PARTS.compare(this, other);
    }
}
