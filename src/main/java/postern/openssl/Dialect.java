package postern.openssl;

/// How a line of releases reads the words of a cipher string (`ssl/ssl_ciph.c`).
enum Dialect {
    /// 0.9.8: a suite must stay inside every part that the word covers.
    WITHIN,
    /// 1.0.0 to 1.1.0: a suite must share a value with every part that the word restricts; the name of a
    /// suite stands for its parts.
    SHARING,
    /// 1.1.1 and later: as before, but the name of a suite stands for that suite alone.
    SHARING_EXACT;

    static Dialect of(OpenSslRelease release) {
        if (release.isFrom("1.1.1")) {
            return SHARING_EXACT;
        }
        return release.isFrom("1.0.0") ? SHARING : WITHIN;
    }
}
