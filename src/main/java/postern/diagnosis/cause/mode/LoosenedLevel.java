package postern.diagnosis.cause.mode;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import postern.diagnosis.Change;
import postern.diagnosis.Facts;
import postern.diagnosis.Target;
import postern.diagnosis.cause.answer.Removal;
import postern.diagnosis.cause.delivery.Outgoing;
import postern.diagnosis.cause.delivery.PolicyTable;
import postern.postfix.SecurityLevel;
import postern.postfix.Setting;
import postern.postfix.TlsClient;

/// Mail to a receiver without TLS may go in clear text again: what demanded TLS is loosened where it stands, in
/// main.cf, in an override of master.cf or for this receiver in the policy table (TLS_README, "TLS policy table").
/// The other way is that the receiver begins to offer TLS.
final class LoosenedLevel {
    private static final String LEVEL = "smtp_tls_security_level";

    private LoosenedLevel() {}

    /// The changes, the likeliest first.
    static List<Change> changes(Facts facts) {
        Optional<TlsClient> client = Outgoing.client(facts);
        List<Change> changes = new ArrayList<>(
                client.filter(LoosenedLevel::isDemandedElsewhere).isPresent()
                        ? PolicyTable.change(facts, "may")
                        : List.of(ofAll(client), Change.command("postfix reload")));
        changes.add(Change.at(Target.PEER));
        return changes;
    }

    /// The setting that demands TLS; empty where it was not given.
    static Optional<Setting> demanding(Facts facts) {
        return Outgoing.client(facts)
                .map(client -> isDemandedElsewhere(client) && !demandsOfAll(client.level()) && client.policyUnknown()
                        ? client.settings().get("smtp_tls_policy_maps")
                        : client.decisiveForLevel())
                .filter(setting -> !setting.isEmpty());
    }

    /// The setting for all mail demands nothing, so a policy does, or a TLSA record (RFC 7672 section 2.2).
    private static boolean isDemandedElsewhere(TlsClient client) {
        Setting level = client.settings().get(LEVEL);
        return !client.decisiveForLevel().name().equals(LEVEL)
                ? client.decisiveForLevel().name().equals("smtp_tls_policy_maps")
                : SecurityLevel.named(level.value())
                        .filter(LoosenedLevel::demandsOfAll)
                        .isEmpty();
    }

    /// `dane` demands TLS only of receivers with TLSA records.
    private static boolean demandsOfAll(SecurityLevel level) {
        return level.isMandatory() && level != SecurityLevel.DANE;
    }

    /// Where DNSSEC is asked for already, `dane` loses nothing that `may` has and keeps what is published.
    private static Change ofAll(Optional<TlsClient> client) {
        Optional<Setting> override =
                client.map(TlsClient::decisiveForLevel).filter(setting -> "master.cf".equals(setting.file()));
        boolean dnssec = client.map(it -> it.settings().get("smtp_dns_support_level"))
                .filter(support -> support.value().equalsIgnoreCase("dnssec"))
                .isPresent();
        return override.map(Removal::of).orElseGet(() -> Change.mainCf(LEVEL, dnssec ? "dane" : "may"));
    }
}
