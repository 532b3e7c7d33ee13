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

/// The TLS policy table cannot be queried (Postfix `src/smtp/smtp_tls_policy.c`).
public final class TlsPolicyLookupFailure implements Cause {
    private static final Pattern LOGGED = Pattern.compile(
            "policy table lookup error|TLS policy lookup (?:error )?for \\S+: (?!client TLS configuration problem)");

    @Override
    public List<Finding> examine(Facts facts) {
        return Findings.cause(
                this,
                facts,
                Certainty.PROVEN,
                Map.of(),
                Logs.saying(LOGGED, facts),
                List.of(Change.at(Target.TLS_POLICY)));
    }
}
