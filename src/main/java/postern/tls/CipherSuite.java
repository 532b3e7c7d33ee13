package postern.tls;

import java.util.List;
import java.util.Optional;

/// A cipher suite (or SSLv2 cipher kind) with its names and parts.
///
/// @param code           the number on the wire: two bytes for SSLv3 and later, three for SSLv2
/// @param ianaName       the name in the IANA registry "TLS Cipher Suites"
/// @param opensslName    the name OpenSSL prints and Postfix logs
/// @param keyExchange    how the secret is agreed
/// @param authentication how the server proves who it is
/// @param encryption     the cipher, for example `AES256GCM`
/// @param bits           length of the cipher's key, 0 for no encryption
/// @param mac            the integrity check, `AEAD` where the cipher brings its own
/// @param since          the first protocol version that can use it
public record CipherSuite(
        int code,
        String ianaName,
        String opensslName,
        KeyExchange keyExchange,
        Authentication authentication,
        String encryption,
        int bits,
        String mac,
        ProtocolVersion since) {

    /// Every suite of the table, by its number.
    public static List<CipherSuite> all() {
        return CipherSuiteTable.all();
    }

    /// Finds a suite by its number on the wire; empty for one the table does not hold.
    public static Optional<CipherSuite> coded(int code) {
        return CipherSuiteTable.coded(code);
    }

    /// Finds a suite by its OpenSSL or IANA name, written exactly.
    public static Optional<CipherSuite> named(String name) {
        return CipherSuiteTable.named(name);
    }

    /// Whether this version can use the suite: SSLv2 and TLS 1.3 have suites of their own, the others
    /// share theirs from [#since] on.
    public boolean usableIn(ProtocolVersion version) {
        return switch (version) {
            case SSLV2, TLSV1_3 -> since == version;
            case SSLV3, TLSV1, TLSV1_1, TLSV1_2 -> since != ProtocolVersion.SSLV2 && since.compareTo(version) <= 0;
        };
    }

    /// Whether no certificate is used at all (`aNULL` in OpenSSL's words).
    public boolean isAnonymous() {
        return authentication == Authentication.NULL;
    }

    /// The number tells suites apart, and sets of them are asked often.
    @Override
    public int hashCode() {
        return code;
    }

    /// The OpenSSL name.
    @Override
    public String toString() {
        return opensslName;
    }
}
