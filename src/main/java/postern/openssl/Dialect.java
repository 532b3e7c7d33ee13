package postern.openssl;

/// How a line of releases reads the words of a cipher string (`ssl/ssl_ciph.c`).
enum Dialect {
    /// 0.9.8: a suite must stay inside every part that the word covers.
    OPENSSL_0_9_8,
    /// 1.0.0 to 1.0.2: a suite must share a value with every part that the word restricts; the name of a
    /// suite stands for its parts.
    OPENSSL_1_0,
    /// 1.1.0: as before, but a strength class makes words joined before it forget that only suites outside
    /// the default were asked for.
    OPENSSL_1_1_0,
    /// 1.1.1 and later: as before, but the name of a suite stands for that suite alone.
    OPENSSL_1_1_1;

    static Dialect of(OpenSslRelease release) {
        if (release.isFrom("1.1.1")) {
            return OPENSSL_1_1_1;
        }
        if (release.isFrom("1.1.0")) {
            return OPENSSL_1_1_0;
        }
        return release.isFrom("1.0.0") ? OPENSSL_1_0 : OPENSSL_0_9_8;
    }
}
