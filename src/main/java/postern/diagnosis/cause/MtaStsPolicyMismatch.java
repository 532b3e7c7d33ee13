package postern.diagnosis.cause;

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
import postern.dns.StsPolicyReading;
import postern.evidence.Problem;

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
        // Only an enforced policy keeps mail away.
        if (!wrong.isEmpty() && wrong.stream().noneMatch(StsPolicies::isEnforced)) {
            return Findings.contributing(this, facts, Certainty.PROVEN, Map.of(), compared, fix);
        }
        return compared.isEmpty()
                ? Findings.cause(this, facts, Certainty.LIKELY, Map.of(), Logs.saying(LOGGED, facts), fix)
                : Findings.cause(this, facts, Certainty.PROVEN, Map.of(), compared, fix);
    }
}
