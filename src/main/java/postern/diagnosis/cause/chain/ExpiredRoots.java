package postern.diagnosis.cause.chain;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

/// Roots that many chains led to when their time ended, and the last day of each (their own notAfter).
final class ExpiredRoots {
    /// For so long after that day a certificate above the server's own that has expired is most likely this root.
    private static final int DAYS = 90;

    private static final int FEW_DAYS = 21;

    private static final Map<String, LocalDate> LAST_DAY = Map.of(
            "AddTrust External CA Root", LocalDate.of(2020, 5, 30),
            "DST Root CA X3", LocalDate.of(2021, 9, 30));

    private ExpiredRoots() {}

    /// The root that ended shortly before a day.
    static Optional<String> shortlyBefore(LocalDate day) {
        return within(DAYS, day);
    }

    /// The root that ended so few days before that whatever has expired since is most likely this.
    static Optional<String> justBefore(LocalDate day) {
        return within(FEW_DAYS, day);
    }

    private static Optional<String> within(int days, LocalDate day) {
        return LAST_DAY.entrySet().stream()
                .filter(root -> !day.isBefore(root.getValue())
                        && day.isBefore(root.getValue().plusDays(days)))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /// The last day of the root that a name is of, where it is past.
    static Optional<LocalDate> end(String name, LocalDate day) {
        return LAST_DAY.entrySet().stream()
                .filter(root -> name.contains(root.getKey()) && !day.isBefore(root.getValue()))
                .map(Map.Entry::getValue)
                .findFirst();
    }
}
