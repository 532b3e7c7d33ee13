package postern.dns;

import java.util.List;
import java.util.Set;

/// The part of a name that somebody registered, as far as that can be told without the list of all public suffixes.
public final class RegisteredDomain {
    /// Registries that sell names below a second level, by that level.
    private static final Set<String> SECOND_LEVELS = Set.of(
            "ac", "asn", "co", "com", "edu", "gob", "go", "gov", "gv", "id", "ltd", "me", "mil", "ne", "net", "nhs",
            "nom", "or", "org", "plc", "sch");

    private RegisteredDomain() {}

    /// How many labels at the end were registered: 2, or 3 as in `example.co.uk`; all of a shorter name.
    ///
    /// @param labels of the name, in lower case
    public static int labels(List<String> labels) {
        int count = labels.size();
        boolean below = count > 2 && labels.getLast().length() == 2 && SECOND_LEVELS.contains(labels.get(count - 2));
        return Math.min(count, below ? 3 : 2);
    }

    /// The registered part of a host's name.
    public static String of(String host) {
        List<String> labels = List.of(host.split("\\.", -1));
        return String.join(".", labels.subList(labels.size() - labels(labels), labels.size()));
    }
}
