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
import postern.diagnosis.cause.delivery.Outgoing;
import postern.diagnosis.cause.delivery.PolicyTable;
import postern.postfix.Distributions;
import postern.postfix.PlatformGuess;
import postern.postfix.PostfixRelease;

/// The TLS policy table answers with an attribute that this release does not know.
public final class TlsPolicyAttributeUnsupported implements Cause {
    private static final Pattern LOGGED = Pattern.compile("invalid attribute name: \"");

    /// Attributes by the minor release of Postfix 3 that brought them (Postfix `src/smtp/smtp_tls_policy.c`, release
    /// notes).
    private static final Map<String, Integer> SINCE = Map.of(
            "servername", 4,
            "connection_reuse", 4,
            "enable_rpk", 9,
            "policy_type", 10,
            "policy_domain", 10,
            "policy_string", 10,
            "policy_ttl", 10,
            "policy_failure", 10,
            "mx_host_pattern", 10);

    @Override
    public List<Finding> examine(Facts facts) {
        List<Citation> logged = Logs.saying(LOGGED, facts);
        return Findings.cause(
                this,
                facts,
                logged.isEmpty() ? Certainty.LIKELY : Certainty.PROVEN,
                Map.of(),
                logged.isEmpty() ? tooNew(facts) : logged,
                List.of(Change.at(Target.TLS_POLICY), Change.at(Target.FILE)));
    }

    /// Policies with attributes that came later than the release that is known to run, or than any of that day.
    private static List<Citation> tooNew(Facts facts) {
        boolean known = facts.platform().postfixBasis().compareTo(PlatformGuess.Basis.DISTRIBUTION) <= 0;
        PostfixRelease release = known ? Outgoing.release(facts) : Distributions.newestBranch(facts.day());
        return PolicyTable.lines(facts).stream()
                .filter(line -> line.entry().attributes().keySet().stream()
                        .anyMatch(name -> SINCE.containsKey(name) && !release.atLeast(3, SINCE.get(name))))
                .map(PolicyTable.Line::citation)
                .toList();
    }
}
