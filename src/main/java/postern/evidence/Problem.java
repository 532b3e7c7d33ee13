package postern.evidence;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// Which traffic is in trouble, seen from the server that is looked at.
public enum Problem {
    /// Other servers deliver to us.
    INBOUND,
    /// We deliver to others.
    OUTBOUND,
    /// Mail programs and applications connect to us.
    CLIENTS;

    /// The word used on the command line and in JSON.
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Finds a problem by its word.
    public static Optional<Problem> named(String id) {
        return Arrays.stream(values())
                .filter(problem -> problem.id().equals(id))
                .findFirst();
    }
}
