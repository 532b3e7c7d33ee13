package postern.postfix;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How much the SMTP client insists on TLS towards one destination (Postfix `src/smtp/smtp_tls_policy.c`;
/// before 2.11 `src/smtp/smtp_session.c`).
///
/// @param level    the level
/// @param decisive the setting, or the line of the policy table, that decides it
/// @param policy   the entry of the policy table, where there is one
/// @param problems what is wrong with them
record ClientMode(SecurityLevel level, Setting decisive, Optional<TlsPolicy.Entry> policy, List<Problem> problems) {
    /// The name findings give to the policy table.
    static final String POLICY_FILE = "tls_policy";

    /// Attributes and the releases that know them.
    private static final Map<String, String> ATTRIBUTES = Map.of(
            "ciphers", "2.3+",
            "protocols", "2.3+",
            "match", "2.3+",
            "exclude", "2.3+",
            "tafile", "2.11+",
            "servername", "3.4+",
            "connection_reuse", "3.4+",
            "enable_rpk", "3.9+");

    private static final Set<SecurityLevel> NEEDING_DNSSEC = Set.of(SecurityLevel.DANE, SecurityLevel.DANE_ONLY);

    ClientMode {
        problems = List.copyOf(problems);
    }

    static ClientMode of(Settings settings, String nextHop, @Nullable TlsPolicy table) {
        ClientMode global = global(settings);
        boolean mapped = !settings.get("smtp_tls_policy_maps").isEmpty();
        Optional<TlsPolicy.Entry> entry = table == null || !mapped ? Optional.empty() : table.find(nextHop);
        ClientMode mode = entry.map(found -> ofEntry(found, settings)).orElse(global);
        return mode.withoutDane(settings);
    }

    private static ClientMode global(Settings settings) {
        Setting written = settings.get("smtp_tls_security_level");
        if (!written.isEmpty()) {
            Optional<SecurityLevel> level = known(written.value(), settings);
            List<Problem> problems = level.isPresent() ? List.of() : List.of(new Problem.InvalidLevel(written));
            return new ClientMode(level.orElse(SecurityLevel.NONE), written, Optional.empty(), problems);
        }
        Setting enforce = settings.get("smtp_enforce_tls");
        if (enforce.isYes()) {
            boolean peer = settings.get("smtp_tls_enforce_peername").isYes();
            SecurityLevel level = peer ? SecurityLevel.VERIFY : SecurityLevel.ENCRYPT;
            return new ClientMode(level, enforce, Optional.empty(), List.of());
        }
        Setting use = settings.get("smtp_use_tls");
        return use.isYes()
                ? new ClientMode(SecurityLevel.MAY, use, Optional.empty(), List.of())
                : new ClientMode(
                        SecurityLevel.NONE,
                        settings.release().atLeast(2, 3) ? written : use,
                        Optional.empty(),
                        List.of());
    }

    /// One wrong word makes the whole policy invalid, and mail for the destination is deferred.
    private static ClientMode ofEntry(TlsPolicy.Entry entry, Settings settings) {
        var line = new Setting("smtp_tls_policy_maps", entry.text(), entry.text(), POLICY_FILE, entry.line());
        var problems = new ArrayList<Problem>();
        Optional<SecurityLevel> level = known(entry.level(), settings);
        if (level.isEmpty()) {
            problems.add(new Problem.InvalidPolicy(line, entry.level()));
        }
        entry.malformed().forEach(word -> problems.add(new Problem.InvalidPolicy(line, word)));
        entry.attributes().forEach((name, value) -> {
            String releases = ATTRIBUTES.get(name);
            boolean mayBeEmpty = name.equals("protocols") || name.equals("exclude");
            if (releases == null || !settings.release().in(releases) || (value.isEmpty() && !mayBeEmpty)) {
                problems.add(new Problem.InvalidPolicy(line, name + "=" + value));
            }
        });
        return new ClientMode(level.orElse(SecurityLevel.NONE), line, Optional.of(entry), problems);
    }

    private static Optional<SecurityLevel> known(String word, Settings settings) {
        return SecurityLevel.named(word).filter(level -> switch (level) {
            case NONE, MAY, ENCRYPT, VERIFY, SECURE -> true;
            case FINGERPRINT -> settings.release().atLeast(2, 5);
            case DANE, DANE_ONLY -> settings.release().atLeast(2, 11);
        });
    }

    /// Without DNSSEC look-ups `dane` becomes `may`, and with `dane-only` mail is deferred.
    private ClientMode withoutDane(Settings settings) {
        Setting support = settings.get("smtp_dns_support_level");
        if (!NEEDING_DNSSEC.contains(level) || support.value().equalsIgnoreCase("dnssec")) {
            return this;
        }
        var more = new ArrayList<>(problems);
        more.add(new Problem.DaneWithoutDnssec(decisive, support, level == SecurityLevel.DANE_ONLY));
        return new ClientMode(level == SecurityLevel.DANE ? SecurityLevel.MAY : level, decisive, policy, more);
    }
}
