package postern.diagnosis.cause.delivery;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Names that the level `secure` or `verify` takes in a certificate (postconf(5), `smtp_tls_secure_cert_match`).
///
/// @param patterns `hostname`, `nexthop`, `dot-nexthop`, names, and domains with a dot in front
public record NamePatterns(List<String> patterns) {
    /// The list is copied.
    public NamePatterns {
        patterns = List.copyOf(patterns);
    }

    /// Patterns as written: separated by colons, or by `|` as in fingerprints.
    public static NamePatterns of(String match) {
        return new NamePatterns(Arrays.stream(match.toLowerCase(Locale.ROOT).split("[:|,\\s]+", -1))
                .filter(pattern -> !pattern.isEmpty())
                .toList());
    }

    /// Whether a certificate with nothing but the host's own name will do.
    ///
    /// @param nextHop the destination as the policy table names it
    public boolean allow(String host, String nextHop) {
        String name = host.toLowerCase(Locale.ROOT);
        String hop = nextHop.toLowerCase(Locale.ROOT).replaceAll("^\\[|](?::\\w+)?$|:\\w+$", "");
        return patterns.stream().anyMatch(pattern -> switch (pattern) {
            case "hostname" -> true;
            case "nexthop" -> name.equals(hop);
            case "dot-nexthop" -> name.endsWith("." + hop);
            default -> pattern.startsWith(".") ? name.endsWith(pattern) : name.equals(pattern);
        });
    }
}
