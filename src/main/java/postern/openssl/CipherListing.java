package postern.openssl;

import java.util.List;
import java.util.stream.Collectors;
import postern.tls.CipherSuite;
import postern.tls.ProtocolVersion;

/// Lists of suites as the command `openssl ciphers` of a build prints them.
///
/// The columns of `-V` are those of `SSL_CIPHER_description` in `ssl/ssl_ciph.c`, the code before them of
/// `apps/ciphers.c`.
public final class CipherListing {
    private static final String COLUMNS_TO_1_1_1 = "%-23s %s Kx=%-8s Au=%-4s Enc=%-9s Mac=%-4s%s";
    private static final String COLUMNS_FROM_3_0 = "%-30s %-7s Kx=%-8s Au=%-5s Enc=%-22s Mac=%-4s%s";

    private CipherListing() {}

    /// The names that build has for the suites, joined by colons.
    public static String names(List<CipherSuite> suites, OpenSslBuild build) {
        return suites.stream().map(build::nameOf).collect(Collectors.joining(":"));
    }

    /// The codes of the suites in hexadecimal, joined by blanks: four digits, six for SSLv2.
    public static String codes(List<CipherSuite> suites) {
        return suites.stream()
                .map(suite -> String.format(isSslv2(suite) ? "%06X" : "%04X", suite.code()))
                .collect(Collectors.joining(" "));
    }

    /// One line of `openssl ciphers -V`: code, name, version, key exchange, authentication, encryption, mac.
    /// The command has the option from 1.0.0 on; for 0.9.8 the line is that of `-v` with the code before it.
    public static String line(CipherSuite suite, OpenSslBuild build) {
        String columns = build.release().isFrom("3.0.0") ? COLUMNS_FROM_3_0 : COLUMNS_TO_1_1_1;
        return code(suite)
                + build.listed(suite).map(listed -> line(columns, listed)).orElseGet(() -> tls13Line(columns, suite));
    }

    private static String code(CipherSuite suite) {
        int code = suite.code();
        return isSslv2(suite)
                ? String.format("     0x%02X,0x%02X,0x%02X - ", code >> 16, code >> 8 & 0xFF, code & 0xFF)
                : String.format("          0x%02X,0x%02X - ", code >> 8, code & 0xFF);
    }

    private static boolean isSslv2(CipherSuite suite) {
        return suite.since() == ProtocolVersion.SSLV2;
    }

    private static String tls13Line(String columns, CipherSuite suite) {
        return String.format(
                columns,
                suite.opensslName(),
                suite.since(),
                "any",
                "any",
                encryption(suite.encryption(), suite.bits()),
                suite.mac(),
                "");
    }

    private static String line(String columns, ListedSuite listed) {
        Traits traits = listed.traits();
        boolean export = (traits.strength() & Field.STRENGTH.bit("EXPORT")) != 0;
        boolean export40 = (traits.strength() & Field.STRENGTH.bit("EXP40")) != 0;
        String exchange = keyExchange(Field.KEY_EXCHANGE.value(traits.keyExchange()));
        return String.format(
                columns,
                listed.name(),
                Field.PROTOCOL.value(traits.protocol()),
                export ? exchange + (export40 ? "(512)" : "(1024)") : exchange,
                authentication(traits.authentication()),
                encryption(
                        Field.ENCRYPTION.value(traits.encryption()), export ? (export40 ? 40 : 56) : listed.keyBits()),
                Field.MAC.value(traits.mac()),
                export ? " export" : "");
    }

    private static String keyExchange(String token) {
        return switch (token) {
            case "DHE" -> "DH";
            case "DHr" -> "DH/RSA";
            case "DHd" -> "DH/DSS";
            case "ECDHE" -> "ECDH";
            case "ECDHr" -> "ECDH/RSA";
            case "ECDHe" -> "ECDH/ECDSA";
            default -> token;
        };
    }

    private static String authentication(int bits) {
        String token = Field.AUTHENTICATION.value(Integer.highestOneBit(bits));
        return token.equals("NULL") ? "None" : token;
    }

    private static String encryption(String token, int bits) {
        String name = token.replaceFirst("(AES|CAMELLIA|ARIA)(128|256)", "$1").replace("CAMELLIA", "Camellia");
        return switch (name) {
            case "NULL" -> "None";
            case "CHACHA20POLY1305" -> "CHACHA20/POLY1305(256)";
            case "GOST89", "GOST89_12", "MAGMA", "KUZNYECHIK" -> name + "(256)";
            default -> name + "(" + bits + ")";
        };
    }
}
