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

/// The connection never arrives.
public final class NotTlsPortBlocked implements Cause {
    private static final Pattern LOGGED = Pattern.compile("connect to \\S+: (?:Connection timed out|No route to host)");

    @Override
    public List<Finding> examine(Facts facts) {
        return Findings.cause(
                this,
                facts,
                Certainty.LIKELY,
                Map.of(),
                Logs.saying(LOGGED, facts),
                List.of(Change.at(Target.NETWORK)));
    }
}
