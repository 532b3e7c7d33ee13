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
import postern.evidence.Problem;

/// The policy that the MTA-STS resolver answers with names other hosts than the one delivered to: it is cached from
/// before a move (RFC 8461 section 3.3).
public final class MtaStsCacheStale implements Cause {
    private static final Pattern RESOLVER = Pattern.compile("postmap -q \\S+ socketmap:");
    private static final Pattern POLICY = Pattern.compile("^secure match=\\S+");
    private static final Pattern MISMATCH = Pattern.compile("num=62:|Server certificate not verified");

    @Override
    public List<Finding> examine(Facts facts) {
        List<Citation> policies = Logs.saying(POLICY, facts);
        boolean differ = policies.stream().map(Citation::text).distinct().count() > 1;
        boolean met = facts.direction() == Problem.OUTBOUND
                && !Logs.saying(RESOLVER, facts).isEmpty()
                && !Logs.saying(MISMATCH, facts).isEmpty();
        return Findings.cause(
                this,
                facts,
                Certainty.LIKELY,
                Map.of(),
                met && differ ? policies : List.of(),
                List.of(Change.at(Target.COMMAND), Change.at(Target.TLS_POLICY)));
    }
}
