package postern.diagnosis.cause.harmless;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import postern.diagnosis.Cause;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.cause.answer.Findings;
import postern.diagnosis.cause.clue.Logs;

/// IPv6 cannot be reached from here; Postfix goes on with IPv4.
public final class Ipv6 implements Cause {
    private static final Pattern LOGGED =
            Pattern.compile("connect to \\S+\\[[0-9a-f:]*:[0-9a-f:]+\\]\\S*: Network is unreachable");

    @Override
    public String id() {
        return "ipv6";
    }

    @Override
    public List<Finding> examine(Facts facts) {
        return Findings.harmless(this, facts, Map.of(), Logs.saying(LOGGED, facts));
    }
}
