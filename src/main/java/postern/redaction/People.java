package postern.redaction;

import java.util.Locale;
import java.util.Set;

/// Stand-ins for persons and accounts. Those that every system has stay.
final class People {
    private static final Set<String> EVERYWHERE = Set.of(
            "abuse",
            "admin",
            "administrator",
            "amavis",
            "apache",
            "bounce",
            "bounces",
            "clamav",
            "contact",
            "daemon",
            "debian",
            "double-bounce",
            "dovecot",
            "filter",
            "hostmaster",
            "info",
            "list",
            "mail",
            "mailer-daemon",
            "mailman",
            "newsletter",
            "no-reply",
            "nobody",
            "noreply",
            "office",
            "pi",
            "postfix",
            "postmaster",
            "root",
            "sales",
            "security",
            "smtp",
            "spam",
            "spamfilter",
            "support",
            "test",
            "tls-reports",
            "tlsrpt",
            "ubuntu",
            "user",
            "vmail",
            "webmaster",
            "www-data");

    private final StandIns standIns;

    People(StandIns standIns) {
        this.standIns = standIns;
    }

    /// What stands before an `@`, or an account's name alone.
    String account(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return EVERYWHERE.contains(lower)
                ? name
                : standIns.of(StandIn.Kind.PERSON, "user", lower, name, number -> "user" + number);
    }

    /// A name as people write it.
    String name(String name) {
        return standIns.of(StandIn.Kind.PERSON, "person", name, name, number -> "Person " + number);
    }

    /// An organisation, or an authority of its own.
    String organisation(String name) {
        return standIns.of(StandIn.Kind.ORGANISATION, "organisation", name, name, number -> "Organisation " + number);
    }
}
