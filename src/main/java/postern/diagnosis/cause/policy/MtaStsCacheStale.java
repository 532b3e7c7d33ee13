package postern.diagnosis.cause.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import postern.diagnosis.Cause;
import postern.diagnosis.Certainty;
import postern.diagnosis.Change;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.Target;
import postern.diagnosis.cause.answer.Findings;
import postern.diagnosis.cause.clue.Logs;
import postern.diagnosis.cause.clue.StsPolicies;
import postern.diagnosis.cause.delivery.NamePatterns;
import postern.diagnosis.cause.delivery.Outgoing;
import postern.diagnosis.cause.delivery.PolicyTable;
import postern.dns.StsPolicy;
import postern.dns.StsPolicyReading;
import postern.evidence.Problem;

/// The policy that the MTA-STS resolver answers with names other hosts than the one delivered to: it is cached from
/// before a move (RFC 8461 section 3.3).
public final class MtaStsCacheStale implements Cause {
    private static final Pattern RESOLVER = Pattern.compile("postmap -q \\S+ socketmap:");
    private static final Pattern POLICY = Pattern.compile("^secure match=\\S+");
    private static final Pattern MISMATCH = Pattern.compile("num=62:|Server certificate not verified");

    /// Default ports in the projects' own documentation.
    private static final Map<String, String> SERVICES =
            Map.of("8461", "postfix-mta-sts-resolver", "8642", "postfix-tlspol");

    @Override
    public List<Finding> examine(Facts facts) {
        List<Citation> policies = Logs.saying(POLICY, facts);
        boolean differ = policies.stream().map(Citation::text).distinct().count() > 1 || isOutdated(facts);
        boolean met = facts.direction() == Problem.OUTBOUND
                && !Logs.saying(RESOLVER, facts).isEmpty()
                && (!Logs.saying(MISMATCH, facts).isEmpty() || isAnsweredDifferently(facts));
        return Findings.cause(
                this, facts, Certainty.LIKELY, Map.of(), met && differ ? policies : List.of(), fix(facts));
    }

    /// Whether one question got two answers, as of two servers of which one remembers.
    private static boolean isAnsweredDifferently(Facts facts) {
        return PolicyTable.lines(facts).stream()
                .collect(Collectors.groupingBy(
                        PolicyTable.Line::destination,
                        Collectors.mapping(
                                line -> line.entry().attributes().getOrDefault("match", ""), Collectors.toSet())))
                .values()
                .stream()
                .anyMatch(answers -> answers.size() > 1);
    }

    /// The answer does not allow the host that mail was offered to, and the published policy does.
    private static boolean isOutdated(Facts facts) {
        return Outgoing.host(facts)
                .filter(host -> PolicyTable.applying(facts)
                        .map(line -> line.entry().attributes().getOrDefault("match", ""))
                        .filter(match -> !match.isEmpty())
                        .filter(match -> !NamePatterns.of(match).allow(host, ""))
                        .isPresent())
                .filter(host -> StsPolicies.in(facts).stream()
                        .anyMatch(published -> published.policy() instanceof StsPolicyReading.Valid(StsPolicy policy)
                                && policy.allows(host)))
                .isPresent();
    }

    /// The service by the port its socketmap listens on; both keep their policies in a file or in memory.
    private static List<Change> fix(Facts facts) {
        List<Change> changes = new ArrayList<>();
        SERVICES.forEach((port, service) -> {
            if (!Logs.saying(Pattern.compile("socketmap:inet:\\S+:" + port + "\\b"), facts)
                    .isEmpty()) {
                changes.add(Change.command("systemctl restart " + service));
            }
        });
        if (changes.isEmpty()) {
            changes.add(Change.at(Target.COMMAND));
        }
        changes.add(Change.at(Target.FILE));
        changes.add(Change.at(Target.PEER));
        return changes;
    }
}
