package postern.openssl;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads errors in the form `error:CODE:LIBRARY:FUNCTION:REASON:FILE:LINE:DATA`, of which all after the
/// code may be missing (`ERR_error_string_n` in `crypto/err/err.c`).
final class ErrorLine {
    private static final int LONGEST = 1000;
    private static final int MOST_PER_LINE = 20;

    /// The code tells the start of an error from a text such as "internal error:".
    private static final Pattern START = Pattern.compile("error:([0-9A-Fa-f]{8,16})(?![0-9A-Fa-f])");

    private static final Pattern NUMBER = Pattern.compile("(?:lib|func|reason)\\(\\d{1,10}\\)");
    private static final Pattern FILE = Pattern.compile("[\\w./\\\\+-]{1,200}\\.[ch]");

    /// Numbers of the libraries (`include/openssl/err.h`), the same in all releases.
    private static final Map<String, Integer> LIBRARIES = Map.ofEntries(
            Map.entry("system library", 2),
            Map.entry("rsa routines", 4),
            Map.entry("Diffie-Hellman routines", 5),
            Map.entry("digital envelope routines", 6),
            Map.entry("PEM routines", 9),
            Map.entry("x509 certificate routines", 11),
            Map.entry("asn1 encoding routines", 13),
            Map.entry("elliptic curve routines", 16),
            Map.entry("SSL routines", 20),
            Map.entry("BIO routines", 32),
            Map.entry("Provider routines", 57),
            Map.entry("DECODER routines", 60));

    private ErrorLine() {}

    static List<OpenSslError> findAll(String line) {
        List<OpenSslError> found = new ArrayList<>();
        Matcher start = START.matcher(line);
        boolean more = start.find();
        while (more && found.size() < MOST_PER_LINE) {
            int at = start.start();
            long code = Long.parseUnsignedLong(start.group(1), 16);
            more = start.find();
            int end = Math.min(more ? start.start() : line.length(), at + LONGEST);
            found.add(error(line.substring(at, end), code));
        }
        return found;
    }

    static OpenSslError ofCode(long code) {
        return error(String.format("error:%08X", code), code);
    }

    private static OpenSslError error(String written, long code) {
        String[] field = written.split(":", 8);
        Optional<String> library = text(field, 2);
        Optional<String> function = text(field, 3);
        Optional<ErrorReason> numbered =
                isFrom30(code, library) ? ErrorReason.ofNewCode(code) : ErrorReason.ofOldCode(code);
        Optional<String> words = text(field, 4)
                .map(reason -> function.equals(Optional.of("OPENSSL_internal")) ? fromBoringSsl(reason) : reason)
                .map(reason -> followedByFile(field) ? reason : ErrorText.knownStart(reason));
        Optional<ErrorReason> known = words.map(text -> worded(text, numbered)).orElse(numbered);
        boolean file = followedByFile(field);
        return new OpenSslError(
                quoted(written, words),
                OptionalLong.of(code),
                library,
                function,
                words.or(() -> known.map(reason -> reason.texts().getFirst()))
                        .orElseGet(() -> "reason(" + reasonNumber(code, library) + ")"),
                file ? text(field, 5) : Optional.empty(),
                known,
                text(field, file ? 7 : 5)
                        .map(data -> data.replaceFirst(":\\s*$", "").strip()));
    }

    /// The text decides where there is one: numbers were used twice over the years.
    private static Optional<ErrorReason> worded(String text, Optional<ErrorReason> numbered) {
        List<ErrorReason> worded = ErrorReason.worded(text);
        return numbered.filter(worded::contains).or(() -> worded.stream().findFirst());
    }

    private static boolean followedByFile(String[] field) {
        return field.length > 5 && FILE.matcher(field[5]).matches();
    }

    private static Optional<String> text(String[] field, int index) {
        return index < field.length
                ? Optional.of(field[index].strip())
                        .filter(text -> !text.isEmpty() && !NUMBER.matcher(text).matches())
                : Optional.empty();
    }

    /// BoringSSL, which Google's servers use, writes the constants: `WRONG_VERSION_NUMBER`.
    private static String fromBoringSsl(String reason) {
        return reason.toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /// Where no file follows, the error ends with its reason and the program's own words begin.
    private static String quoted(String written, Optional<String> reason) {
        int end = reason.map(text -> written.indexOf(text) + text.length()).orElse(0);
        String[] field = written.split(":", 8);
        return (followedByFile(field)
                                || end <= 0
                                || !written.startsWith(
                                        reason.orElse(""),
                                        end - reason.orElse("").length())
                        ? written
                        : written.substring(0, end))
                .strip();
    }

    private static long reasonNumber(long code, Optional<String> library) {
        return isFrom30(code, library) ? code & 0x7FFFFF : code & 0xFFF;
    }

    /// Up to 1.1.1 the library has the upper 8 bits, from 3.0 on the 9 bits from bit 23 up; the highest bit
    /// then marks an error of the system (`ERR_PACK` in `include/openssl/err.h`).
    static boolean isFrom30(long code, Optional<String> library) {
        Integer number = library.map(LIBRARIES::get).orElse(null);
        if (number != null && code >>> 24 == number) {
            return false;
        }
        if (number != null && code >>> 23 == number) {
            return true;
        }
        boolean system = (code & 0x80000000L) != 0;
        boolean oldSsl = code >>> 24 == 0x14;
        boolean newSsl = code >>> 23 == 20;
        boolean withoutFunction = (code >>> 12 & 0xFFF) == 0;
        return system
                || newSsl
                || (!oldSsl && (withoutFunction || ErrorReason.ofNewCode(code).isPresent()));
    }
}
