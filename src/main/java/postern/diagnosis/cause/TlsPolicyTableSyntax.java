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

/// A malformed entry of the TLS policy table (Postfix `src/smtp/smtp_tls_policy.c`).
public final class TlsPolicyTableSyntax implements Cause {
    private static final Pattern LOGGED = Pattern.compile(
            "malformed attribute/value pair|invalid security level \"|invalid empty policy|attribute \"[^\"]*\" (?:invalid at security level|has empty value|has bad value|has a malformed value|is specified multiple times)");

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
