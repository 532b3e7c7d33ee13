package postern.diagnosis.cause;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import postern.diagnosis.Cause;
import postern.diagnosis.Certainty;
import postern.diagnosis.Change;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;

/// DANE is asked for while DNSSEC is not looked up (Postfix `src/smtp/smtp_tls_policy.c`).
public final class DaneWithoutDnssecResolver implements Cause {
    private static final Pattern LOGGED = Pattern.compile(
            "configured with dnssec lookups disabled|DNSSEC validation may be unavailable|dns resolver options incompatible with");

    @Override
    public List<Finding> examine(Facts facts) {
        return Findings.cause(
                this,
                facts,
                Certainty.PROVEN,
                Map.of(),
                Logs.saying(LOGGED, facts),
                List.of(Change.mainCf("smtp_dns_support_level", "dnssec"), Change.command("postfix reload")));
    }
}
