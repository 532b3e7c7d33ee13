package postern.openssl;

/// The releases that a piece of evidence can come from.
///
/// @param from   the first of them
/// @param before the first release after them; releases up to, but not including, this one count
public record ReleaseSpan(OpenSslRelease from, OpenSslRelease before) {
    private static final String FIRST = "0.9.8";
    private static final String LAST = "99.0.0";

    static final ReleaseSpan ANY = of(FIRST, LAST);
    static final ReleaseSpan UP_TO_1_1_1 = of(FIRST, "3.0.0");
    static final ReleaseSpan FROM_3_0 = of("3.0.0", LAST);

    static ReleaseSpan of(String from, String before) {
        return new ReleaseSpan(OpenSslRelease.of(from), OpenSslRelease.of(before));
    }

    static ReleaseSpan from(String from) {
        return of(from, LAST);
    }

    static ReleaseSpan before(String before) {
        return of(FIRST, before);
    }

    /// Whether the release is one of them.
    public boolean contains(OpenSslRelease release) {
        return release.compareTo(from) >= 0 && release.compareTo(before) < 0;
    }

    /// Whether all of the other span's releases are among these.
    boolean covers(ReleaseSpan other) {
        return other.from.compareTo(from) >= 0 && other.before.compareTo(before) <= 0;
    }
}
