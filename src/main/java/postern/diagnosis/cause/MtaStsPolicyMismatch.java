package postern.diagnosis.cause;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import postern.diagnosis.Cause;
import postern.diagnosis.Certainty;
import postern.diagnosis.Change;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.Target;

/// The MTA-STS policy and the MX hosts do not agree (RFC 8461 section 4.1).
public final class MtaStsPolicyMismatch implements Cause {
    private static final Pattern LOGGED = Pattern.compile(
            "does not match STS MX pattern|sts-policy-invalid|MTA-STS.{0,60}(?:no match|not match|mismatch)");

    @Override
    public List<Finding> examine(Facts facts) {
        return Findings.cause(
                this, facts, Certainty.LIKELY, Map.of(), Logs.saying(LOGGED, facts), List.of(Change.at(Target.DNS)));
    }
}
