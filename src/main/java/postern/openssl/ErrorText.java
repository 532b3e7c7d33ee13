package postern.openssl;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/// Finds the text of a reason where a program logged nothing else, for example
/// `TLS handshake failed: no shared cipher`.
final class ErrorText {
    private static final int LONGEST_LINE = 4000;
    private static final int LONGEST_REASON = 120;
    private static final int SHORTEST_TEXT = 12;

    /// Texts that tell of a failed handshake and are long enough not to be met by chance, longest first.
    private static final List<String> TELLING = ErrorReason.all().stream()
            .filter(reason -> switch (reason.category()) {
                case OTHER, INTERNAL, NETWORK -> false;
                default -> true;
            })
            .flatMap(reason -> reason.texts().stream())
            .map(text -> text.toLowerCase(Locale.ROOT))
            .filter(text -> text.length() >= SHORTEST_TEXT && text.indexOf(' ') > 0)
            .distinct()
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList();

    private ErrorText() {}

    static Optional<OpenSslError> find(String line) {
        if (line.length() > LONGEST_LINE) {
            return Optional.empty();
        }
        String lower = line.toLowerCase(Locale.ROOT);
        if (lower.length() != line.length() || !(lower.contains("ssl") || lower.contains("tls"))) {
            return Optional.empty();
        }
        for (String text : TELLING) {
            int at = lower.indexOf(text);
            if (at >= 0 && isWhole(lower, at, at + text.length())) {
                return Optional.of(error(line.substring(at, at + text.length())));
            }
        }
        return Optional.empty();
    }

    private static OpenSslError error(String text) {
        return new OpenSslError(
                text,
                OptionalLong.empty(),
                Optional.empty(),
                Optional.empty(),
                text,
                Optional.empty(),
                ErrorReason.worded(text).stream().findFirst(),
                Optional.empty());
    }

    /// The longest known text that these words begin with; else the words themselves, cut where they are
    /// too long for a reason.
    static String knownStart(String words) {
        for (int end = Math.min(words.length(), LONGEST_REASON); end > 0; end--) {
            if (isWhole(words, 0, end)
                    && !ErrorReason.worded(words.substring(0, end)).isEmpty()) {
                return words.substring(0, end);
            }
        }
        return words.substring(0, Math.min(words.length(), LONGEST_REASON)).strip();
    }

    private static boolean isWhole(String text, int start, int end) {
        return (start == 0 || !Character.isLetterOrDigit(text.charAt(start - 1)))
                && (end == text.length() || !Character.isLetterOrDigit(text.charAt(end)));
    }
}
