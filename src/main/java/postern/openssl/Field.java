package postern.openssl;

import java.util.Arrays;
import java.util.List;

/// A part of a suite that words of a cipher string can restrict, and the values it can have; a value's
/// place is its bit.
enum Field {
    KEY_EXCHANGE("RSA DHE ECDHE DHr DHd ECDH ECDHr ECDHe PSK RSAPSK DHEPSK ECDHEPSK SRP KRB5 GOST GOST18 FZA"),
    AUTHENTICATION("NULL RSA DSS ECDSA DH ECDH PSK SRP KRB5 GOST94 GOST01 GOST12 FZA"),
    ENCRYPTION("NULL DES 3DES RC2 RC4 IDEA SEED AES128 AES256 AES128GCM AES256GCM AES128CCM AES256CCM AES128CCM8"
            + " AES256CCM8 CAMELLIA128 CAMELLIA256 ARIA128GCM ARIA256GCM CHACHA20POLY1305 GOST89 GOST89_12 MAGMA"
            + " KUZNYECHIK FZA"),
    MAC("MD5 SHA1 SHA256 SHA384 AEAD GOST94 GOST89MAC GOST89MAC12 GOST12_256 MAGMAOMAC KUZNYECHIKOMAC"),
    PROTOCOL("SSLv2 SSLv3 TLSv1 TLSv1.2"),
    STRENGTH("NULL EXP40 EXP56 LOW MEDIUM HIGH FIPS NOT_DEFAULT EXPORT NOT_EXP");

    @SuppressWarnings("ImmutableEnumChecker")
    private final List<String> values;

    Field(String values) {
        this.values = List.of(values.split(" "));
    }

    /// The bit of one value.
    int bit(String value) {
        int place = values.indexOf(value);
        if (place < 0) {
            throw new IllegalArgumentException(this + " has no value " + value);
        }
        return 1 << place;
    }

    /// The bits of an expression of the tables: `-` nothing, `any` everything, `A|B` either, `~A|B` neither.
    int bits(String expression) {
        return switch (expression) {
            case "-" -> 0;
            case "any" -> -1;
            default ->
                expression.startsWith("~")
                        ? ~bits(expression.substring(1))
                        : Arrays.stream(expression.split("\\|"))
                                .mapToInt(this::bit)
                                .reduce(0, (left, right) -> left | right);
        };
    }

    /// The value of a single bit.
    String value(int bit) {
        return values.get(Integer.numberOfTrailingZeros(bit));
    }

    /// The traits that six columns of a table name, beginning with the key exchange.
    static Traits traits(String[] column, int first) {
        return new Traits(
                KEY_EXCHANGE.bits(column[first]),
                AUTHENTICATION.bits(column[first + 1]),
                ENCRYPTION.bits(column[first + 2]),
                MAC.bits(column[first + 3]),
                PROTOCOL.bits(column[first + 4]),
                STRENGTH.bits(column[first + 5]));
    }
}
