package postern.postfix;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import postern.table.FactTable;

/// The file in which a system keeps all public roots, from `certificate-bundles.tsv`.
///
/// @param system  for example `Debian`
/// @param file    its absolute path
/// @param markers what in main.cf tells the system; empty if nothing does
public record CertificateBundle(String system, String file, Optional<Pattern> markers) {
    private static final List<CertificateBundle> ALL =
            FactTable.rows(CertificateBundle.class, "certificate-bundles.tsv").stream()
                    .map(field -> new CertificateBundle(
                            field[0],
                            field[1],
                            Optional.of(field[2])
                                    .filter(text -> !text.equals("-"))
                                    .map(Pattern::compile)))
                    .toList();

    /// The bundle of the system a configuration belongs to: as its paths tell, else as the distribution does, where
    /// that is known and not assumed; else Debian's, the most usual.
    public static CertificateBundle of(MainCf mainCf, PlatformGuess guess) {
        return ALL.stream()
                .filter(bundle -> bundle.isMarkedIn(mainCf))
                .findFirst()
                .or(() -> ALL.stream()
                        .filter(bundle -> isKnown(guess)
                                && bundle.system().equals(guess.distribution().name()))
                        .findFirst())
                .orElseGet(ALL::getFirst);
    }

    private static boolean isKnown(PlatformGuess guess) {
        return guess.opensslBasis() == PlatformGuess.Basis.DISTRIBUTION
                || switch (guess.postfixBasis()) {
                    case STATED, WRITTEN, DISTRIBUTION -> true;
                    case USED, ASSUMED -> false;
                };
    }

    private boolean isMarkedIn(MainCf mainCf) {
        return markers.filter(pattern -> mainCf.entries().stream()
                        .anyMatch(entry -> pattern.matcher(entry.value()).find()))
                .isPresent();
    }
}
