package postern.redaction;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/// How names of the DNS end.
final class Suffixes {
    private static final Set<String> PUBLIC = Set.copyOf(lines("top-level-domains.txt"));

    /// What people end names of their own networks with; RFC 6762 appendix G lists most.
    private static final Set<String> OWN = Set.of(
            "local",
            "lan",
            "internal",
            "intern",
            "intranet",
            "intra",
            "home",
            "corp",
            "localdomain",
            "private",
            "priv",
            "loc",
            "dom",
            "domain",
            "office");

    private Suffixes() {}

    static List<String> lines(String resource) {
        try (var stream = Objects.requireNonNull(Suffixes.class.getResourceAsStream(resource))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .collect(Collectors.toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Whether a name may end so: in the public DNS or in a network of one's own.
    static boolean ends(String lastLabel) {
        return PUBLIC.contains(lastLabel) || OWN.contains(lastLabel);
    }

    static boolean isOwn(String lastLabel) {
        return OWN.contains(lastLabel);
    }
}
