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

/// The authentication service does not answer.
public final class NotTlsSaslBackend implements Cause {
    private static final Pattern LOGGED = Pattern.compile(
            "(?i)SASL: Connect to .* failed|no SASL authentication mechanisms|cannot connect to (?:saslauthd|Courier authdaemond)"
                    + "|SASL authentication failure: cannot connect|(?:net_connect_unix|connect)\\([^)]*\\bauth[^)]*\\) failed"
                    + "|\\bauth(?:-worker)?(?:\\([^)]*\\))?(?:<[^>]*>)*: Error: (?:mysql|pgsql|ldap|sql)\\b.*(?:connect|contact)"
                    + "|Auth process (?:not responding|died)|auth-server not available");

    /// Only Postfix's plug-in for Dovecot says so (`src/xsasl/xsasl_dovecot_server.c`).
    private static final Pattern DOVECOT = Pattern.compile("SASL: Connect to \\S+ failed");

    private static final Pattern SASLAUTHD = Pattern.compile("(?i)saslauthd");

    @Override
    public List<Finding> examine(Facts facts) {
        List<Citation> said = Logs.saying(LOGGED, facts);
        return Findings.cause(this, facts, Certainty.PROVEN, Map.of(), said, fix(said));
    }

    /// For Postfix, Dovecot opens a socket where a `unix_listener` of its service `auth` says so.
    private static List<Change> fix(List<Citation> said) {
        if (said.stream().anyMatch(line -> DOVECOT.matcher(line.text()).find())) {
            return List.of(Change.at(Target.DOVECOT_CONF), Change.command("systemctl restart dovecot"));
        }
        return said.stream().anyMatch(line -> SASLAUTHD.matcher(line.text()).find())
                ? List.of(Change.command("systemctl restart saslauthd"), Change.at(Target.FILE))
                : List.of(Change.at(Target.COMMAND), Change.at(Target.FILE));
    }
}
