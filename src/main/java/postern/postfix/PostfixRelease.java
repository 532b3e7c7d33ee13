package postern.postfix;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A release of Postfix, ordered by age within the line of branches.
///
/// @param major    for example 3 in `3.7.11`
/// @param minor    for example 7 in `3.7.11`
/// @param patch    for example 11 in `3.7.11`; -1 for a snapshot or release candidate, which come before
///                 patch 0 of their branch
/// @param snapshot the date of a snapshot as in `3.6-20210101`, else 0
public record PostfixRelease(int major, int minor, int patch, int snapshot) implements Comparable<PostfixRelease> {
    private static final Comparator<PostfixRelease> BY_AGE = Comparator.comparingInt(PostfixRelease::major)
            .thenComparingInt(PostfixRelease::minor)
            .thenComparingInt(PostfixRelease::patch)
            .thenComparingInt(PostfixRelease::snapshot);
    private static final Pattern FORM =
            Pattern.compile("(\\d{1,3})\\.(\\d{1,3})(?:\\.(\\d{1,3}))?(?:-(?:(\\d{8})|RC\\d+))?(?![\\d.]*\\d).*");

    /// A stable release.
    public static PostfixRelease of(int major, int minor, int patch) {
        return new PostfixRelease(major, minor, patch, 0);
    }

    /// Reads `2.9.6`, `3.7`, `3.6-20210101`, `3.9-RC1` or a package version such as `3.7.11-0+deb12u1`.
    ///
    /// @return empty if the text does not begin with a version; `3.7` is read as `3.7.0`
    public static Optional<PostfixRelease> parse(String text) {
        Matcher matcher = FORM.matcher(text.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        boolean early = matcher.group(3) == null && text.contains("-RC");
        int snapshot = matcher.group(4) == null || matcher.group(3) != null ? 0 : Integer.parseInt(matcher.group(4));
        int patch = matcher.group(3) != null ? Integer.parseInt(matcher.group(3)) : early || snapshot > 0 ? -1 : 0;
        return Optional.of(new PostfixRelease(
                Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)), patch, snapshot));
    }

    /// Whether this is the given branch or a later one.
    public boolean atLeast(int wantedMajor, int wantedMinor) {
        return major > wantedMajor || (major == wantedMajor && minor >= wantedMinor);
    }

    /// Whether the release lies in one of the ranges, written as in the tables of this room: `2.6-2.8`
    /// (branches), `2.9.0-2.9.13` (patch releases), `2.9.14+` (this and later ones of the branch), `3.6+`
    /// (this branch and all later ones), separated by commas.
    boolean in(String ranges) {
        // A loop, since every parameter is asked at every start: a stream would cost more than the question.
        for (ReleaseRange range : ReleaseRange.list(ranges)) {
            if (range.contains(this)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public int compareTo(PostfixRelease other) {
        return BY_AGE.compare(this, other);
    }

    /// As `mail_version` shows it.
    @Override
    public String toString() {
        if (patch >= 0) {
            return major + "." + minor + "." + patch;
        }
        return major + "." + minor + (snapshot > 0 ? "-" + snapshot : "-RC");
    }
}
