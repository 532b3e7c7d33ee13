package postern.tls;

import java.util.Arrays;
import java.util.Optional;

/// A version of SSL or TLS, oldest first, so that [Enum#compareTo] orders by age.
public enum ProtocolVersion {
    SSLV2("SSLv2", 0x0002),
    SSLV3("SSLv3", 0x0300),
    TLSV1("TLSv1", 0x0301),
    TLSV1_1("TLSv1.1", 0x0302),
    TLSV1_2("TLSv1.2", 0x0303),
    TLSV1_3("TLSv1.3", 0x0304);

    private final String opensslName;
    private final int code;

    ProtocolVersion(String opensslName, int code) {
        this.opensslName = opensslName;
        this.code = code;
    }

    /// The number on the wire (RFC 8446 section 4.2.1; SSLv2 as in its own hello), for example `0x0303`.
    public int code() {
        return code;
    }

    /// Finds a version by the name OpenSSL and Postfix use; upper and lower case are the same, as in
    /// Postfix (`src/tls/tls_misc.c`). `TLSv1.0`, which Postfix does not know, is not found either.
    public static Optional<ProtocolVersion> named(String name) {
        for (ProtocolVersion version : values()) {
            if (version.opensslName.equalsIgnoreCase(name)) {
                return Optional.of(version);
            }
        }
        return Optional.empty();
    }

    /// Finds a version by its number on the wire.
    public static Optional<ProtocolVersion> coded(int code) {
        return Arrays.stream(values()).filter(version -> version.code == code).findFirst();
    }

    /// The name as OpenSSL writes it, for example `TLSv1.2`.
    @Override
    public String toString() {
        return opensslName;
    }
}
