package postern.openssl;

import postern.tls.Authentication;
import postern.tls.CipherSuite;

/// What a security level of OpenSSL 1.1.0 and later allows (`ssl_security_default_callback` in
/// `ssl/ssl_cert.c`). Level 0 allows everything.
///
/// @param level       0 to 5
/// @param minimumBits the strength that suites, keys and signatures must have, in bits
/// @param release     the release that applies it
public record SecurityLevel(int level, int minimumBits, OpenSslRelease release) {
    private static final int[] MINIMUM_BITS = {0, 80, 112, 128, 192, 256};

    /// The level as the release applies it.
    ///
    /// @throws IllegalArgumentException if the level is not 0 to 5
    public static SecurityLevel of(int level, OpenSslRelease release) {
        if (level < 0 || level >= MINIMUM_BITS.length) {
            throw new IllegalArgumentException("the security level must be 0 to 5, not " + level);
        }
        return new SecurityLevel(level, MINIMUM_BITS[level], release);
    }

    /// Whether a TLS 1.3 suite may be used.
    boolean allows(CipherSuite tls13) {
        return tls13.bits() >= minimumBits;
    }

    /// Whether a suite of an older version may be used.
    boolean allows(ListedSuite listed) {
        CipherSuite suite = listed.suite();
        return level == 0
                || (listed.strengthBits() >= minimumBits
                        && suite.authentication() != Authentication.NULL
                        && !suite.mac().equals("MD5")
                        && (level < 2 || !suite.encryption().equals("RC4"))
                        && (level < 3 || suite.keyExchange().isForwardSecret())
                        && (level < 4 || !suite.mac().equals("SHA1")));
    }
}
