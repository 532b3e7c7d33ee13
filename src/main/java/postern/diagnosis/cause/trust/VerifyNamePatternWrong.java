package postern.diagnosis.cause.trust;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import postern.diagnosis.Cause;
import postern.diagnosis.Certainty;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.cause.answer.Findings;
import postern.diagnosis.cause.delivery.DaneJudgement;
import postern.diagnosis.cause.delivery.NamePatterns;
import postern.diagnosis.cause.delivery.Outgoing;
import postern.diagnosis.cause.delivery.PolicyTable;
import postern.postfix.SecurityLevel;
import postern.postfix.TlsPolicy;

/// The chain is trusted and the name is not the one demanded: at level `secure` Postfix expects the domain's own name
/// unless the policy says `match=` (Postfix TLS_README, "Secure server certificate verification").
public final class VerifyNamePatternWrong implements Cause {
    private static final Pattern TRUSTED = Pattern.compile("\\bTrusted TLS connection established to");
    private static final Pattern HOST = Pattern.compile("established to ([^\\[\\s]+)\\[|relay=([^\\[,\\s]+)\\[");
    private static final Pattern REFUSED = Pattern.compile("[( ]Server certificate not verified\\b");
    /// X509_V_ERR_HOSTNAME_MISMATCH, X509_V_ERR_IP_ADDRESS_MISMATCH, and the words of releases before 2.5.
    private static final Pattern OTHER_NAME =
            Pattern.compile("num=6[24]:|could not be verified for \\S+: hostname mismatch");

    /// What posttls-finger(1) prints of a certificate.
    private static final Pattern SHOWN = Pattern.compile("posttls-finger: .*: subjectAltName: (?:\\*\\.)?(\\S+)");

    /// An address among the names makes OpenSSL compare addresses instead of names (X509_VERIFY_PARAM_set1_ip_asc(3)).
    private static final Pattern ADDRESS = Pattern.compile("(?:^|[:,\\s])\\d{1,3}(?:\\.\\d{1,3}){3}(?:$|[:,\\s])");

    /// `.com`, and what looks like `.co.uk`.
    private static final Pattern REGISTRY = Pattern.compile("\\.[^.]+|\\.[^.]{1,3}\\.[a-z]{2}");

    @Override
    public List<Finding> examine(Facts facts) {
        List<Citation> refused = Outgoing.saying(REFUSED, facts);
        List<Citation> trusted = Outgoing.saying(TRUSTED, facts).stream()
                .filter(line -> refused.stream()
                        .anyMatch(other -> host(other).isEmpty() || host(other).equals(host(line))))
                .toList();
        List<Citation> named = Stream.concat(
                        Outgoing.saying(OTHER_NAME, facts).stream(),
                        refused.isEmpty() ? Stream.empty() : shown(facts).stream())
                .toList();
        boolean byName = (!trusted.isEmpty() && !refused.isEmpty()) || !named.isEmpty();
        return byName && (excludesHost(facts) || (named.isEmpty() && !ruledOut(facts)))
                ? Findings.cause(
                        this,
                        facts,
                        Certainty.LIKELY,
                        Map.of(),
                        Stream.of(PolicyTable.citation(facts), named.stream(), trusted.stream(), refused.stream())
                                .flatMap(lines -> lines)
                                .toList(),
                        PolicyTable.change(facts, policy(facts)))
                : List.of();
    }

    /// The names of the certificate, as a test prints them, where none of them is among those demanded.
    private static List<Citation> shown(Facts facts) {
        List<Citation> lines = Outgoing.saying(SHOWN, facts);
        String destination = Outgoing.destination(facts).orElse("");
        boolean fits = secureMatch(facts)
                .filter(match -> lines.stream()
                        .flatMap(line -> SHOWN.matcher(line.text()).results())
                        .noneMatch(found -> NamePatterns.of(match).allow(found.group(1), destination)))
                .isEmpty();
        return fits ? List.of() : lines;
    }

    private static String host(Citation line) {
        Matcher host = HOST.matcher(line.text());
        return host.find() ? Objects.requireNonNullElse(host.group(1), host.group(2)) : "";
    }

    /// Whether the names demanded are not those of the host that mail was offered to, whatever it shows.
    private static boolean excludesHost(Facts facts) {
        Optional<String> patterns = secureMatch(facts);
        return patterns.filter(match -> ADDRESS.matcher(match).find()).isPresent()
                || patterns.flatMap(match -> Outgoing.host(facts)
                                .map(host -> !NamePatterns.of(match)
                                        .allow(host, Outgoing.destination(facts).orElse(""))))
                        .orElse(false);
    }

    /// Whether the policy names the host itself, or another level has other demands, as where TLSA records were used.
    private static boolean ruledOut(Facts facts) {
        boolean other = PolicyTable.applying(facts)
                .map(line -> line.entry().level())
                .or(() -> Outgoing.client(facts).map(client -> client.level().toString()))
                .filter(level -> !level.equals("secure") && !level.equals("verify"))
                .isPresent();
        boolean own = PolicyTable.applying(facts)
                .filter(line -> line.entry().attributes().containsKey("match"))
                .filter(_ -> Outgoing.host(facts).isPresent() && !excludesHost(facts))
                .isPresent();
        boolean dane = PolicyTable.applying(facts).isEmpty()
                && Outgoing.client(facts).isEmpty()
                && !DaneJudgement.used(facts).isEmpty();
        return other || own || dane;
    }

    /// The patterns in force at the level `secure`; empty at other levels, or where the level is not known.
    private static Optional<String> secureMatch(Facts facts) {
        Optional<TlsPolicy.Entry> policy = PolicyTable.applying(facts).map(PolicyTable.Line::entry);
        boolean secure = policy.map(entry -> entry.level().equals("secure"))
                .or(() -> Outgoing.client(facts).map(client -> client.level() == SecurityLevel.SECURE))
                .orElse(false);
        return secure
                ? policy.map(entry -> entry.attributes().get("match"))
                        .or(() -> Outgoing.client(facts)
                                .map(client -> client.settings()
                                        .get("smtp_tls_secure_cert_match")
                                        .value()))
                        .or(() -> Optional.of("nexthop, dot-nexthop"))
                : Optional.empty();
    }

    /// The names below the domain of the host that mail was offered to; the host alone where that domain may be a
    /// registry's, for names below that are anybody's.
    private static String policy(Facts facts) {
        return "secure match="
                + Outgoing.host(facts)
                        .filter(host -> host.indexOf('.') >= 0)
                        .map(host -> host.substring(host.indexOf('.')))
                        .filter(domain -> !REGISTRY.matcher(domain).matches())
                        .or(() -> Outgoing.host(facts))
                        .orElse("hostname");
    }
}
