package postern.diagnosis.cause.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import postern.certificate.PublicAuthorities;
import postern.diagnosis.Cause;
import postern.diagnosis.Certainty;
import postern.diagnosis.Change;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.Phrase;
import postern.diagnosis.Target;
import postern.diagnosis.cause.answer.Findings;
import postern.maillog.Direction;
import postern.postfix.SecurityLevel;

/// The certificate of a peer we deliver to, as Postfix judges it at a verifying level (`src/tls/tls_verify.c`). At a
/// lower level nobody asks, and whatever the log says of it is no cause.
public final class PeerCertificate {
    private static final Pattern HELD_BACK = Pattern.compile(
            "Server certificate not (?:trusted|verified)|certificate verify failed|Server certificate could not be verified");
    private static final Pattern UNTRUSTED = Pattern.compile("\\bUntrusted TLS connection established to ");
    private static final Pattern REPLY = Pattern.compile("\\(host \\S+ said: \\d{3}[ -]");
    /// What is said only when the certificate has been let pass (`src/smtp/smtp_proto.c`).
    private static final Pattern REPLY_TO_MAIL = Pattern.compile(
            "\\(host \\S+ said: .{1,400} \\(in reply to (?:MAIL FROM|RCPT TO|(?:end of )?DATA) command\\)");
    private static final Pattern ISSUER =
            Pattern.compile("untrusted issuer (.{1,300})|issuer (.{1,300}) certificate unavailable");

    private PeerCertificate() {}

    /// Lines in which the check of a certificate failed for one reason, where mail waits for that.
    public static List<Citation> failures(Facts facts, Pattern reason) {
        return waits(facts) || verifies(facts).orElse(false) ? Outgoing.saying(reason, facts) : List.of();
    }

    /// Whether the log shows nothing but that mail leaves in spite of what it says of certificates, or the settings do.
    static boolean isNobodysConcern(Facts facts) {
        boolean leaves = facts.evidence().logs().stream()
                .flatMap(log -> log.peers().stream())
                .anyMatch(peer -> peer.direction() == Direction.OUTBOUND && peer.delivered() > 0);
        return !waits(facts) && !verifies(facts).orElse(!leaves && !isPassed(facts));
    }

    /// Whether the receiver was spoken to within TLS although its certificate leads to no known root.
    public static boolean isPassed(Facts facts) {
        return !Outgoing.saying(REPLY_TO_MAIL, facts).isEmpty()
                || (!Outgoing.saying(UNTRUSTED, facts).isEmpty()
                        && !Outgoing.saying(REPLY, facts).isEmpty());
    }

    private static boolean waits(Facts facts) {
        return !Outgoing.saying(HELD_BACK, facts).isEmpty();
    }

    /// Whether the level asks for a certificate that can be trusted; empty if no settings were given.
    private static Optional<Boolean> verifies(Facts facts) {
        return Outgoing.client(facts).map(client -> client.level().compareTo(SecurityLevel.FINGERPRINT) >= 0);
    }

    /// Whether such a line names an issuer that trust stores are not meant to know.
    public static boolean namesPrivateIssuer(Citation line) {
        var issuer = ISSUER.matcher(line.text());
        return issuer.find() && !PublicAuthorities.include(issuer.group());
    }

    /// A finding about the peer's certificate: the peer's to mend; until then its domain is treated less strictly.
    public static List<Finding> finding(
            Cause cause, Facts facts, Map<String, CharSequence> values, List<Citation> evidence) {
        if (evidence.isEmpty()) {
            return List.of();
        }
        List<Change> fix = new ArrayList<>(List.of(Change.at(Target.PEER)));
        fix.addAll(PolicyTable.change(facts, "encrypt"));
        Map<String, CharSequence> all = new java.util.HashMap<>(Map.of(
                "subject", Phrase.or(Outgoing.host(facts), "value.receiver"),
                "host", Phrase.or(Outgoing.host(facts), "value.receiver"),
                "issuer", Phrase.of("value.issuer"),
                "date", Phrase.of("value.earlier-day")));
        all.putAll(values);
        List<Citation> waiting = Outgoing.saying(HELD_BACK, facts);
        return Findings.cause(
                cause,
                facts,
                Certainty.LIKELY,
                all,
                Stream.concat(evidence.stream(), waiting.stream()).toList(),
                fix);
    }
}
