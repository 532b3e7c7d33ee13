package postern.diagnosis.cause;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import postern.diagnosis.Cause;
import postern.diagnosis.Certainty;
import postern.diagnosis.Change;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;

/// A limit of Postfix turns a busy peer away (`src/smtpd/smtpd.c`, anvil).
public final class ClientRateLimit implements Cause {
    private static final Pattern LOGGED = Pattern.compile(
            "Refusing (?:STARTTLS|TLS service) request|too many new TLS sessions|(?:Connection rate|Connection concurrency) limit exceeded");

    @Override
    public List<Finding> examine(Facts facts) {
        return Findings.cause(
                this,
                facts,
                Certainty.PROVEN,
                Map.of(),
                Logs.saying(LOGGED, facts),
                List.of(
                        Change.mainCf("smtpd_client_new_tls_session_rate_limit", "0"),
                        Change.command("postfix reload")));
    }
}
