package postern.openssl;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import postern.table.FactTable;

/// The result of a certificate verification, as `verify error:num=20:…` and
/// `Verify return code: 20 (…)` report it.
///
/// @param number  the number; three of them changed their meaning over the years
/// @param symbols its constants without `X509_V_ERR_`, by the first release that has each
/// @param texts   its wordings by the first release that has each; an empty one where it is not defined
/// @param who     who has to change something; empty if the number alone does not say
/// @param meaning the result in plain words; empty where the text says it all
public record VerifyCode(
        int number,
        NavigableMap<OpenSslRelease, String> symbols,
        NavigableMap<OpenSslRelease, String> texts,
        Optional<String> who,
        Optional<String> meaning) {
    private static final Pattern NUMBERED =
            Pattern.compile("(?:verify error:|\\b)num=(\\d{1,3})(?!\\d)|[Vv]erify return code: ?(\\d{1,3})(?!\\d)");
    private static final Pattern WORDED = Pattern.compile("Verification error: ([^\\r\\n]{1,100})");

    private static final int HANDSHAKE_FAILURE = 40;
    private static final int BAD_CERTIFICATE = 42;
    private static final int UNSUPPORTED_CERTIFICATE = 43;
    private static final int CERTIFICATE_REVOKED = 44;
    private static final int CERTIFICATE_EXPIRED = 45;
    private static final int CERTIFICATE_UNKNOWN = 46;
    private static final int UNKNOWN_CA = 48;
    private static final int DECRYPT_ERROR = 51;
    private static final int INTERNAL_ERROR = 80;

    public VerifyCode {
        symbols = Collections.unmodifiableNavigableMap(new TreeMap<>(symbols));
        texts = Collections.unmodifiableNavigableMap(new TreeMap<>(texts));
    }

    /// Every code, by number.
    public static List<VerifyCode> all() {
        return Rows.ALL;
    }

    /// Finds a code by its number.
    public static Optional<VerifyCode> numbered(int number) {
        return Optional.ofNullable(Rows.BY_NUMBER.get(number));
    }

    /// The codes that any release words like this; upper and lower case and hyphens do not matter
    /// (`self signed`, `self-signed`).
    public static List<VerifyCode> worded(String text) {
        return Rows.BY_TEXT.getOrDefault(plain(text), List.of());
    }

    /// Finds the code a line reports: by its number, or by the text after `Verification error:`.
    public static Optional<VerifyCode> find(String line) {
        Matcher numbered = NUMBERED.matcher(line);
        if (numbered.find()) {
            String number = numbered.group(1) != null ? numbered.group(1) : numbered.group(2);
            return numbered(Integer.parseInt(number));
        }
        Matcher worded = WORDED.matcher(line);
        return worded.find() ? worded(worded.group(1)).stream().findFirst() : Optional.empty();
    }

    /// What that release prints; empty if it does not know the number.
    public Optional<String> text(OpenSslRelease release) {
        return at(texts, release);
    }

    /// The constant of that release, without `X509_V_ERR_`; empty if it does not know the number.
    public Optional<String> symbol(OpenSslRelease release) {
        return at(symbols, release);
    }

    /// The number of the alert by which a library of that release tells its peer of the result (RFC 5246
    /// section 7.2.2): `ssl_verify_alarm_type` of OpenSSL 0.9.8 to 1.0.2 and `ssl_x509err2alert` of later
    /// releases. For [#numbered] 0, which is no failure, it is that of an unknown failure.
    public int alert(OpenSslRelease release) {
        return switch (symbol(release).orElse("")) {
            case "UNABLE_TO_GET_ISSUER_CERT",
                    "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
                    "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
                    "UNABLE_TO_GET_CRL",
                    "UNABLE_TO_GET_CRL_ISSUER",
                    "DEPTH_ZERO_SELF_SIGNED_CERT",
                    "SELF_SIGNED_CERT_IN_CHAIN",
                    "CERT_CHAIN_TOO_LONG",
                    "PATH_LENGTH_EXCEEDED",
                    "INVALID_CA" -> UNKNOWN_CA;
            case "CERT_NOT_YET_VALID",
                    "CRL_NOT_YET_VALID",
                    "ERROR_IN_CERT_NOT_BEFORE_FIELD",
                    "ERROR_IN_CERT_NOT_AFTER_FIELD",
                    "ERROR_IN_CRL_LAST_UPDATE_FIELD",
                    "ERROR_IN_CRL_NEXT_UPDATE_FIELD",
                    "UNABLE_TO_DECRYPT_CERT_SIGNATURE",
                    "UNABLE_TO_DECRYPT_CRL_SIGNATURE",
                    "UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY",
                    "CERT_UNTRUSTED",
                    "CERT_REJECTED",
                    "HOSTNAME_MISMATCH",
                    "EMAIL_MISMATCH",
                    "IP_ADDRESS_MISMATCH",
                    "DANE_NO_MATCH",
                    "EE_KEY_TOO_SMALL",
                    "CA_KEY_TOO_SMALL",
                    "CA_MD_TOO_WEAK",
                    "EC_KEY_EXPLICIT_PARAMS" -> BAD_CERTIFICATE;
            case "CERT_SIGNATURE_FAILURE", "CRL_SIGNATURE_FAILURE" -> DECRYPT_ERROR;
            case "CERT_HAS_EXPIRED", "CRL_HAS_EXPIRED" -> CERTIFICATE_EXPIRED;
            case "CERT_REVOKED" -> CERTIFICATE_REVOKED;
            case "INVALID_PURPOSE" -> UNSUPPORTED_CERTIFICATE;
            case "APPLICATION_VERIFICATION" -> HANDSHAKE_FAILURE;
            case "OUT_OF_MEM" -> INTERNAL_ERROR;
            case "UNSPECIFIED", "INVALID_CALL", "STORE_LOOKUP" ->
                release.isFrom("1.1.0") ? INTERNAL_ERROR : CERTIFICATE_UNKNOWN;
            default -> CERTIFICATE_UNKNOWN;
        };
    }

    private static Optional<String> at(NavigableMap<OpenSslRelease, String> words, OpenSslRelease release) {
        return Optional.ofNullable(words.floorEntry(release))
                .map(Map.Entry::getValue)
                .filter(word -> !word.isEmpty());
    }

    private static String plain(String text) {
        return text.strip().toLowerCase(Locale.ROOT).replace('-', ' ');
    }

    private static final class Rows {
        static final List<VerifyCode> ALL = FactTable.rows(VerifyCode.class, "verify-codes.tsv").stream()
                .map(column -> new VerifyCode(
                        Integer.parseInt(column[0]),
                        byRelease(column[1]),
                        byRelease(column[2]),
                        present(column[3]),
                        present(column[4])))
                .toList();
        static final Map<Integer, VerifyCode> BY_NUMBER =
                ALL.stream().collect(Collectors.toMap(VerifyCode::number, code -> code));
        static final Map<String, List<VerifyCode>> BY_TEXT = new HashMap<>();

        static {
            for (VerifyCode code : ALL) {
                code.texts.values().stream()
                        .map(VerifyCode::plain)
                        .distinct()
                        .forEach(text -> BY_TEXT.merge(
                                text,
                                List.of(code),
                                (first, second) -> Stream.concat(first.stream(), second.stream())
                                        .toList()));
            }
        }

        private static Optional<String> present(String value) {
            return value.equals("-") ? Optional.empty() : Optional.of(value);
        }

        private static NavigableMap<OpenSslRelease, String> byRelease(String words) {
            NavigableMap<OpenSslRelease, String> map = new TreeMap<>();
            Arrays.stream(words.split("\\|"))
                    .map(entry -> entry.split("=", 2))
                    .forEach(entry -> map.put(OpenSslRelease.of(entry[0]), entry[1].equals("-") ? "" : entry[1]));
            return map;
        }
    }
}
