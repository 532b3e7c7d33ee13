package postern.diagnosis.cause.clue;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.PastedDns;
import postern.dns.MailDomain;
import postern.dns.MtaSts;
import postern.dns.PolicyFetch;
import postern.dns.Stated;
import postern.dns.StsPolicy;
import postern.dns.StsPolicyReading;
import postern.transcript.TlsReport;

/// MTA-STS policies in the evidence, and the MX hosts that are to fit them.
///
/// @param policy   what was read
/// @param hosts    names of the MX hosts
/// @param evidence where both are from
public record StsPolicies(StsPolicyReading policy, List<String> hosts, List<Citation> evidence) {
    /// The lists are copied.
    public StsPolicies {
        hosts = List.copyOf(hosts);
        evidence = List.copyOf(evidence);
    }

    /// Those looked up, those pasted, and those of reports.
    public static List<StsPolicies> in(Facts facts) {
        return Stream.of(
                        facts.evidence().domain().flatMap(StsPolicies::lookedUp).stream(),
                        pasted(facts),
                        facts.tlsReports().stream().flatMap(StsPolicies::reported))
                .flatMap(policies -> policies)
                .toList();
    }

    /// Whether a policy tells senders not to deliver where a certificate does not verify.
    public static boolean enforced(Facts facts) {
        return in(facts).stream().anyMatch(StsPolicies::isEnforced);
    }

    /// Whether senders do not deliver where the policy is not met.
    public boolean isEnforced() {
        return policy instanceof StsPolicyReading.Valid(StsPolicy valid) && valid.mode() == StsPolicy.Mode.ENFORCE;
    }

    /// The MX hosts that the policy does not allow; none if it is not a policy or switched off.
    public List<String> strangers() {
        return policy instanceof StsPolicyReading.Valid(StsPolicy valid) && valid.mode() != StsPolicy.Mode.NONE
                ? hosts.stream().filter(host -> !valid.allows(host)).toList()
                : List.of();
    }

    /// Policies as senders saw them, and the hosts that they could not deliver to under them (RFC 8460 section 4.4).
    private static Stream<StsPolicies> reported(TlsReport report) {
        return report.policies().stream()
                .filter(policy -> policy.type() == TlsReport.PolicyType.STS
                        && !policy.lines().isEmpty())
                .filter(policy -> !policy.failures().isEmpty())
                .map(policy -> new StsPolicies(
                        StsPolicyReading.of(String.join("\n", policy.lines())),
                        policy.failures().stream()
                                .flatMap(failure -> failure.receivingMx().stream())
                                .distinct()
                                .toList(),
                        Stream.concat(
                                        Stream.of(Citation.of(report.source(), String.join(", ", policy.lines()))),
                                        policy.failures().stream()
                                                .map(TlsReport.Failure::line)
                                                .map(line ->
                                                        Citation.line(report.source(), line.number(), line.text())))
                                .toList()));
    }

    private static Optional<StsPolicies> lookedUp(MailDomain domain) {
        if (!(domain.mtaSts() instanceof MtaSts.Published(var _, var _, PolicyFetch.Fetched(var reading)))) {
            return Optional.empty();
        }
        List<String> hosts =
                domain.route().hosts().stream().map(host -> host.name()).toList();
        return Optional.of(new StsPolicies(
                reading,
                hosts,
                Stream.concat(
                                Stream.of(Citation.of(
                                        "https://mta-sts." + domain.name() + "/.well-known/mta-sts.txt",
                                        written(reading))),
                                hosts.stream().map(host -> Citation.of("DNS", domain.name() + " MX " + host)))
                        .toList()));
    }

    private static String written(StsPolicyReading reading) {
        return switch (reading) {
            case StsPolicyReading.Valid(StsPolicy policy) ->
                "mode: " + policy.mode().id() + ", mx: " + String.join(", mx: ", policy.mx());
            case StsPolicyReading.Invalid(var problems) ->
                String.join(
                        ", ",
                        problems.stream().map(StsPolicyReading.Problem::id).toList());
        };
    }

    /// MX records of several domains do not say which of them the policy is for.
    private static Stream<StsPolicies> pasted(Facts facts) {
        boolean oneDomain = facts.pastedDns().stream()
                        .flatMap(pasted -> pasted.text().mx().stream())
                        .map(Stated::owner)
                        .distinct()
                        .count()
                == 1;
        List<String> hosts = oneDomain
                ? facts.pastedDns().stream()
                        .flatMap(pasted -> pasted.text().mx().stream())
                        .map(stated -> stated.value().host())
                        .distinct()
                        .toList()
                : List.of();
        List<Citation> records = facts.pastedDns().stream()
                .flatMap(pasted -> pasted.text().mx().stream().map(pasted::citation))
                .toList();
        return facts.pastedDns().stream()
                .flatMap((PastedDns pasted) -> pasted.text().policies().stream()
                        .map(stated -> new StsPolicies(
                                stated.value(),
                                hosts,
                                Stream.concat(Stream.of(pasted.citation(stated)), records.stream())
                                        .toList())));
    }
}
