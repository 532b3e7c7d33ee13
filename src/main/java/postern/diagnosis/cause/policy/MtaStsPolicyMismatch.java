package postern.diagnosis.cause.policy;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
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
import postern.dns.StsPolicyReading;
import postern.evidence.Problem;
import postern.transcript.TlsReport;

/// The MTA-STS policy and the MX hosts do not agree (RFC 8461 section 4.1).
public final class MtaStsPolicyMismatch implements Cause {
    private static final Pattern LOGGED = Pattern.compile(
            "does not match STS MX pattern|sts-policy-invalid|MTA-STS.{0,60}(?:no match|not match|mismatch)"
                    + "|(?i:\\bMX\\b.{0,60}\\bnot (?:be )?(?:listed|covered|included|allowed|match\\w*|in(?= (?:the |its )?(?:\\S+ )?policy))\\b[^.,;]{0,40}\\b(?:MTA-?STS|STS|policy)\\b)");

    @Override
    public List<Finding> examine(Facts facts) {
        List<Change> fix = facts.direction() == Problem.OUTBOUND
                ? List.of(Change.at(Target.PEER))
                : List.of(Change.at(Target.FILE), Change.at(Target.DNS));
        List<StsPolicies> wrong = StsPolicies.in(facts).stream()
                .filter(policy -> !policy.strangers().isEmpty() || policy.policy() instanceof StsPolicyReading.Invalid)
                .toList();
        List<Citation> compared =
                wrong.stream().flatMap(policy -> policy.evidence().stream()).toList();
        // Only an enforced policy keeps mail away; where nobody complains of that, a report of failures is the
        // complaint.
        if (!wrong.isEmpty() && wrong.stream().noneMatch(StsPolicies::isEnforced) && !isReported(facts)) {
            return Findings.contributing(this, facts, Certainty.PROVEN, Map.of(), compared, fix);
        }
        return compared.isEmpty()
                ? Findings.cause(this, facts, Certainty.LIKELY, Map.of(), Logs.saying(LOGGED, facts), fix)
                : Findings.cause(this, facts, Certainty.PROVEN, Map.of(), compared, fix);
    }

    /// Whether reports of senders tell of failures under an MTA-STS policy, and no log or bounce of mail that
    /// stays away was given.
    private static boolean isReported(Facts facts) {
        return facts.evidence().logs().isEmpty()
                && facts.evidence().bounces().isEmpty()
                && facts.tlsReports().stream()
                        .flatMap(report -> report.policies().stream())
                        .anyMatch(policy -> policy.type() == TlsReport.PolicyType.STS
                                && !policy.failures().isEmpty());
    }
}
