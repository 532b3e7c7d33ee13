package postern.postfix;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Some releases in a row.
///
/// @param from the first
/// @param to   the last; a patch of [Integer#MAX_VALUE] stands for the rest of the branch
record ReleaseRange(PostfixRelease from, PostfixRelease to) {
    private static final String VERSION = "(\\d+)\\.(\\d+)(?:\\.(\\d+))?";
    private static final Pattern FORM = Pattern.compile(VERSION + "(?:(\\+)|-" + VERSION + ")?");
    private static final int ANY = Integer.MAX_VALUE;
    /// The tables and the code name a few hundred lists, each of them again and again.
    private static final Map<String, List<ReleaseRange>> READ = new ConcurrentHashMap<>();

    boolean contains(PostfixRelease release) {
        return from.compareTo(release) <= 0 && release.compareTo(to) <= 0;
    }

    /// Reads ranges separated by commas.
    static List<ReleaseRange> list(String text) {
        return READ.computeIfAbsent(
                text,
                ranges -> Arrays.stream(ranges.split(",", -1))
                        .map(ReleaseRange::parse)
                        .toList());
    }

    static ReleaseRange parse(String text) {
        Matcher matcher = FORM.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException("Not a range of releases: " + text);
        }
        PostfixRelease from = version(matcher, 1, -1);
        if (matcher.group(5) != null) {
            return new ReleaseRange(from, version(matcher, 5, ANY));
        }
        if (matcher.group(4) == null) {
            return new ReleaseRange(from, version(matcher, 1, ANY));
        }
        return new ReleaseRange(
                from,
                matcher.group(3) == null
                        ? PostfixRelease.of(ANY, ANY, ANY)
                        : PostfixRelease.of(from.major(), from.minor(), ANY));
    }

    private static PostfixRelease version(Matcher matcher, int group, int patch) {
        return PostfixRelease.of(
                Integer.parseInt(matcher.group(group)),
                Integer.parseInt(matcher.group(group + 1)),
                matcher.group(group + 2) == null ? patch : Integer.parseInt(matcher.group(group + 2)));
    }
}
