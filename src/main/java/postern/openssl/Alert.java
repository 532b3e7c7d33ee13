package postern.openssl;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A TLS alert and which way it went, seen from the side that logs it.
///
/// @param number    its number, 0 to 255 (RFC 8446 section 6, RFC 5246 section 7.2)
/// @param direction whether it came from the peer or was sent to it
public record Alert(int number, Direction direction) {

    /// Which way an alert went.
    public enum Direction {
        RECEIVED,
        SENT
    }

    private static final Map<Integer, String> NAMES = Map.ofEntries(
            Map.entry(0, "close_notify"),
            Map.entry(10, "unexpected_message"),
            Map.entry(20, "bad_record_mac"),
            Map.entry(21, "decryption_failed"),
            Map.entry(22, "record_overflow"),
            Map.entry(30, "decompression_failure"),
            Map.entry(40, "handshake_failure"),
            Map.entry(41, "no_certificate"),
            Map.entry(42, "bad_certificate"),
            Map.entry(43, "unsupported_certificate"),
            Map.entry(44, "certificate_revoked"),
            Map.entry(45, "certificate_expired"),
            Map.entry(46, "certificate_unknown"),
            Map.entry(47, "illegal_parameter"),
            Map.entry(48, "unknown_ca"),
            Map.entry(49, "access_denied"),
            Map.entry(50, "decode_error"),
            Map.entry(51, "decrypt_error"),
            Map.entry(60, "export_restriction"),
            Map.entry(70, "protocol_version"),
            Map.entry(71, "insufficient_security"),
            Map.entry(80, "internal_error"),
            Map.entry(86, "inappropriate_fallback"),
            Map.entry(90, "user_canceled"),
            Map.entry(100, "no_renegotiation"),
            Map.entry(109, "missing_extension"),
            Map.entry(110, "unsupported_extension"),
            Map.entry(111, "certificate_unobtainable"),
            Map.entry(112, "unrecognized_name"),
            Map.entry(113, "bad_certificate_status_response"),
            Map.entry(114, "bad_certificate_hash_value"),
            Map.entry(115, "unknown_psk_identity"),
            Map.entry(116, "certificate_required"),
            Map.entry(120, "no_application_protocol"));
    private static final Map<String, Integer> NUMBERS =
            NAMES.entrySet().stream().collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));

    /// What Postfix logs from `smtpd_tls_loglevel` 2 on, in the words of OpenSSL's `SSL_alert_desc_string_long`.
    private static final Pattern LOGGED =
            Pattern.compile("SSL3 alert (read|write):(?:fatal|warning):([A-Za-z_ ]{1,40})");

    private static final Pattern NUMBERED = Pattern.compile("SSL alert number (\\d{1,3})(?!\\d)");

    /// The name in the IANA registry "TLS Alerts", for example `handshake_failure`; `alert 99` for a number
    /// without one.
    public String name() {
        return NAMES.getOrDefault(number, "alert " + number);
    }

    /// Finds the alert that a line tells of: `SSL3 alert write:fatal:protocol version` or
    /// `… SSL alert number 48`, which OpenSSL adds to the error of a received alert.
    public static Optional<Alert> find(String line) {
        Matcher numbered = NUMBERED.matcher(line);
        if (numbered.find()) {
            int number = Integer.parseInt(numbered.group(1));
            return number > 255 ? Optional.empty() : Optional.of(new Alert(number, Direction.RECEIVED));
        }
        Matcher logged = LOGGED.matcher(line);
        if (!logged.find()) {
            return Optional.empty();
        }
        Direction direction = logged.group(1).equals("read") ? Direction.RECEIVED : Direction.SENT;
        return numberOf(logged.group(2)).map(number -> new Alert(number, direction));
    }

    private static Optional<Integer> numberOf(String words) {
        String name = words.strip().toLowerCase(Locale.ROOT).replace(' ', '_');
        return Optional.ofNullable(NUMBERS.get(name));
    }

    /// The numbers that have a name, in order.
    static List<Integer> named() {
        return NAMES.keySet().stream().sorted().toList();
    }
}
