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

/// The proxy sends the PROXY header and the server does not expect it, or the reverse.
public final class ProxyProtocolMismatch implements Cause {
    private static final Pattern LOGGED = Pattern.compile(
            "haproxy (?:read|protocol)|PROXY (?:TCP|UNKNOWN|header)|proxy protocol|improper command pipelining.*PROXY");

    @Override
    public List<Finding> examine(Facts facts) {
        return Findings.cause(
                this,
                facts,
                Certainty.LIKELY,
                Map.of(),
                Logs.saying(LOGGED, facts),
                List.of(Change.at(Target.MASTER_CF), Change.command("postfix reload")));
    }
}
