package postern.postfix;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// How much a Postfix service insists on TLS (`src/tls/tls_level.c`), weakest first.
public enum SecurityLevel {
    NONE("none"),
    MAY("may"),
    ENCRYPT("encrypt"),
    FINGERPRINT("fingerprint"),
    DANE("dane"),
    DANE_ONLY("dane-only"),
    VERIFY("verify"),
    SECURE("secure");

    private final String word;

    SecurityLevel(String word) {
        this.word = word;
    }

    /// Finds a level by its word; upper and lower case are the same.
    public static Optional<SecurityLevel> named(String word) {
        String wanted = word.toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(level -> level.word.equals(wanted))
                .findFirst();
    }

    /// Whether a session without TLS is out of the question, so that the `mandatory` settings apply.
    public boolean isMandatory() {
        return compareTo(ENCRYPT) >= 0;
    }

    /// The word in `main.cf`.
    @Override
    public String toString() {
        return word;
    }
}
