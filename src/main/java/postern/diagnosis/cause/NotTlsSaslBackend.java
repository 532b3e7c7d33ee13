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

/// The authentication service does not answer.
public final class NotTlsSaslBackend implements Cause {
    private static final Pattern LOGGED = Pattern.compile(
            "(?i)SASL: Connect to .* failed|no SASL authentication mechanisms|cannot connect to (?:saslauthd|Courier authdaemond)"
                    + "|SASL authentication failure: cannot connect|(?:net_connect_unix|connect)\\([^)]*\\bauth[^)]*\\) failed"
                    + "|\\bauth(?:-worker)?(?:\\([^)]*\\))?(?:<[^>]*>)*: Error: (?:mysql|pgsql|ldap|sql)\\b.*(?:connect|contact)"
                    + "|Auth process (?:not responding|died)|auth-server not available");

    @Override
    public List<Finding> examine(Facts facts) {
        return Findings.cause(
                this,
                facts,
                Certainty.PROVEN,
                Map.of(),
                Logs.saying(LOGGED, facts),
                List.of(Change.at(Target.COMMAND), Change.at(Target.FILE)));
    }
}
