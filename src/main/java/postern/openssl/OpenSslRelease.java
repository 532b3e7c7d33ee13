package postern.openssl;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A release of OpenSSL, in the order of publication within its line: `1.0.1`, `1.0.1e`, `1.0.1u`,
/// `0.9.8z`, `0.9.8zh`, `3.0.15`. A beta counts as the release it leads to.
///
/// @param major   the first number
/// @param minor   the second number
/// @param fix     the third number; it counts the mends of a line from 3.0 on
/// @param letters the letters that count the mends before 3.0, empty for none
public record OpenSslRelease(int major, int minor, int fix, String letters) implements Comparable<OpenSslRelease> {
    private static final Pattern VERSION = Pattern.compile(
            "(?<![0-9A-Za-z.])(\\d{1,3})\\.(\\d{1,3})(?:\\.(\\d{1,3})([a-z]{0,2})(?![0-9A-Za-z]))?(?![0-9A-Za-z]|\\.\\d)");
    private static final Pattern MAJOR_ALONE = Pattern.compile("(?:OpenSSL )?(\\d{1,3})");
    private static final int LONGEST_TEXT = 200;
    private static final Comparator<OpenSslRelease> ORDER = Comparator.comparingInt(OpenSslRelease::major)
            .thenComparingInt(OpenSslRelease::minor)
            .thenComparingInt(OpenSslRelease::fix)
            .thenComparing(OpenSslRelease::letters);

    /// Finds the release in what `openssl version` prints, in a package version or in a bare number:
    /// `OpenSSL 1.0.1e-fips 11 Feb 2013`, `3.0.15-1~deb12u1`, `1.1.1w`, `3.0`. Missing numbers count as 0.
    /// Empty if the text holds no release.
    public static Optional<OpenSslRelease> parse(String text) {
        String start = text.strip();
        if (start.length() > LONGEST_TEXT) {
            return Optional.empty();
        }
        Matcher major = MAJOR_ALONE.matcher(start);
        if (major.matches()) {
            return Optional.of(new OpenSslRelease(Integer.parseInt(major.group(1)), 0, 0, ""));
        }
        Matcher version = VERSION.matcher(start);
        if (!version.find()) {
            return Optional.empty();
        }
        boolean three = version.group(3) != null;
        return Optional.of(new OpenSslRelease(
                Integer.parseInt(version.group(1)),
                Integer.parseInt(version.group(2)),
                three ? Integer.parseInt(version.group(3)) : 0,
                three ? version.group(4) : ""));
    }

    /// The release of this number.
    ///
    /// @throws IllegalArgumentException if the text holds no release
    static OpenSslRelease of(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException("no release of OpenSSL: " + text));
    }

    /// Whether this release is the named one or came after it.
    boolean isFrom(String release) {
        return compareTo(of(release)) >= 0;
    }

    /// Whether this release lies in the span, both ends included.
    boolean isWithin(OpenSslRelease first, OpenSslRelease last) {
        return compareTo(first) >= 0 && compareTo(last) <= 0;
    }

    @Override
    public int compareTo(OpenSslRelease other) {
        return ORDER.compare(this, other);
    }

    /// The number as OpenSSL writes it, for example `1.0.1e`.
    @Override
    public String toString() {
        return major + "." + minor + "." + fix + letters;
    }
}
