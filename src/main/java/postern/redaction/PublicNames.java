package postern.redaction;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import postern.sender.SenderProfiles;

/// Names that tell nothing about whoever asks.
final class PublicNames {
    /// RFC 2606, RFC 6761.
    private static final Pattern RESERVED =
            Pattern.compile("(?:.*\\.)?(?:example(?:\\.(?:com|net|org))?|test|invalid|localhost|onion)");
    /// Names that name a purpose and nobody, with or without a number.
    private static final Pattern ROLE = Pattern.compile(
            "(?:autoconfig|autodiscover|cloud|dc|dovecot|email|exchange|exch|ex"
                    + "|gateway|gw|host|imaps?|in|inbound|lists?|localhost|mailhost|mailgate|mailserver|mail|mta-sts|mta|mx|ns|out"
                    + "|outbound|policy|pop3?s?|postfix|relay|server|smarthost|smtps?|srv|submission|vps|webmail|www)[-_]?\\d{0,3}");
    private static final Set<String> TENANTS = tenants();
    private static final Set<String> KEPT = kept();

    private PublicNames() {}

    private static Set<String> kept() {
        return rows("kept");
    }

    private static Set<String> tenants() {
        return rows("replaced");
    }

    private static Set<String> rows(String what) {
        Map<String, String> rows = new HashMap<>();
        for (String line : Suffixes.lines("public-names.tsv")) {
            List<String> row = List.of(line.split("\t", -1));
            rows.put(row.get(0), row.get(1));
        }
        rows.values().removeIf(value -> !value.equals(what));
        return Set.copyOf(rows.keySet());
    }

    /// Whether a name is nobody's, or that of a provider, an authority or a piece of software.
    ///
    /// @param name lower case, in ASCII
    static boolean keep(String name) {
        return RESERVED.matcher(name).matches()
                || suffix(name, KEPT).isPresent()
                || SenderProfiles.ofHost(name, LocalDate.EPOCH).isPresent();
    }

    /// The end of a name below which a provider gives each customer a name; empty if there is none.
    static Optional<String> tenantSuffix(String name) {
        return suffix(name, TENANTS);
    }

    /// Whether a label says what a host is for and not whose it is.
    static boolean isRole(String label) {
        return label.startsWith("_") || ROLE.matcher(label).matches() || label.matches("\\d{1,3}");
    }

    private static Optional<String> suffix(String name, Set<String> suffixes) {
        for (String rest = name; !rest.isEmpty(); ) {
            if (suffixes.contains(rest)) {
                return Optional.of(rest);
            }
            int dot = rest.indexOf('.');
            rest = dot < 0 ? "" : rest.substring(dot + 1);
        }
        return Optional.empty();
    }
}
