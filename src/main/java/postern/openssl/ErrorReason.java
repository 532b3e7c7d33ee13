package postern.openssl;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import postern.table.FactTable;

/// What is known about one reason OpenSSL gives for an error.
///
/// @param symbol        its constant in the source, for example `SSL_R_NO_SHARED_CIPHER`
/// @param texts         its wordings, those of all releases
/// @param category      what it is about
/// @param side          who has to change something, seen from the server that logs it
/// @param receivedAlert the alert that came from the peer, where the reason tells of one
/// @param sentAlert     the alert that is sent to the peer along with this error, where one is
/// @param sentFrom      the first release that sends it; empty for all
/// @param meaning       the reason in plain words; empty where the text says it all
public record ErrorReason(
        String symbol,
        List<String> texts,
        ErrorCategory category,
        ErrorSide side,
        OptionalInt receivedAlert,
        OptionalInt sentAlert,
        Optional<OpenSslRelease> sentFrom,
        Optional<String> meaning) {
    public ErrorReason {
        texts = List.copyOf(texts);
    }

    /// Every reason of the table.
    static List<ErrorReason> all() {
        return Rows.ALL;
    }

    /// Finds the reason for a packed code of releases up to 1.1.1; empty for one the table does not hold.
    static Optional<ErrorReason> ofOldCode(long code) {
        long library = code >>> 24;
        long function = code >>> 12 & 0xFFF;
        long reason = code & 0xFFF;
        String precise = String.format("%02X:%d:%d", library, function, reason);
        return Optional.ofNullable(Rows.BY_NUMBER.get(precise))
                .or(() -> Optional.ofNullable(Rows.BY_NUMBER.get(String.format("%02X:%d", library, reason))));
    }

    /// Finds the reason for a packed code of 3.0 and later.
    static Optional<ErrorReason> ofNewCode(long code) {
        return Optional.ofNullable(Rows.BY_NUMBER.get(String.format("%08X", code)));
    }

    /// The reasons with that wording; several libraries can use the same one.
    static List<ErrorReason> worded(String text) {
        return Rows.BY_TEXT.getOrDefault(text.toLowerCase(Locale.ROOT), List.of());
    }

    private static final class Rows {
        static final List<ErrorReason> ALL;
        static final Map<String, ErrorReason> BY_NUMBER = new HashMap<>();
        static final Map<String, List<ErrorReason>> BY_TEXT = new HashMap<>();

        static {
            List<String[]> rows = FactTable.rows(ErrorReason.class, "error-reasons.tsv");
            ALL = rows.stream().map(Rows::reason).toList();
            for (int i = 0; i < rows.size(); i++) {
                ErrorReason reason = ALL.get(i);
                parts(rows.get(i)[6], " ").forEach(number -> BY_NUMBER.put(number, reason));
                reason.texts.forEach(text -> BY_TEXT.merge(
                        text.toLowerCase(Locale.ROOT), List.of(reason), (first, second) -> join(first, second)));
            }
        }

        private static List<ErrorReason> join(List<ErrorReason> first, List<ErrorReason> second) {
            return Stream.concat(first.stream(), second.stream()).toList();
        }

        private static ErrorReason reason(String[] column) {
            List<String> sent = parts(column[5], " from ");
            return new ErrorReason(
                    column[0],
                    parts(column[1], "\\|"),
                    ErrorCategory.identified(column[2]),
                    column[3].equals("-") ? ErrorSide.UNKNOWN : ErrorSide.valueOf(column[3].toUpperCase(Locale.ROOT)),
                    number(column[4]),
                    sent.isEmpty() ? OptionalInt.empty() : number(sent.getFirst()),
                    sent.size() < 2 ? Optional.empty() : OpenSslRelease.parse(sent.get(1)),
                    column[7].equals("-") ? Optional.empty() : Optional.of(column[7]));
        }

        private static List<String> parts(String value, String separator) {
            return value.equals("-")
                    ? List.of()
                    : Arrays.stream(value.split(separator)).toList();
        }

        private static OptionalInt number(String value) {
            return value.equals("-") ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(value));
        }
    }
}
