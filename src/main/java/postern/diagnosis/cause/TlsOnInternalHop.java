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

/// TLS is demanded on a hop to this very machine, where a content filter listens and has none.
public final class TlsOnInternalHop implements Cause {
    private static final Pattern LOGGED = Pattern.compile(
            "(?:127\\.0\\.0\\.1|localhost|\\[::1\\])\\S*.{0,240}(?:TLS is required, but was not offered|Must issue a STARTTLS|Cannot start TLS|while receiving the initial server greeting)");

    @Override
    public List<Finding> examine(Facts facts) {
        return Findings.cause(
                this,
                facts,
                Certainty.PROVEN,
                Map.of(),
                Logs.saying(LOGGED, facts),
                List.of(Change.at(Target.MASTER_CF), Change.command("postfix reload")));
    }
}
