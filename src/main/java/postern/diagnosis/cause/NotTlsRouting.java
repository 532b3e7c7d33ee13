package postern.diagnosis.cause;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import postern.diagnosis.Cause;
import postern.diagnosis.Certainty;
import postern.diagnosis.Change;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;

/// The domain is not known here, or mail loops back; TLS has no part in it.
public final class NotTlsRouting implements Cause {
    private static final Pattern LOGGED = Pattern.compile(
            "Relay access denied|mail for \\S+ loops back to myself|User unknown in|unrouteable address");

    @Override
    public List<Finding> examine(Facts facts) {
        return Findings.cause(
                this,
                facts,
                Certainty.LIKELY,
                Map.of(),
                Logs.saying(LOGGED, facts),
                List.of(Change.mainCf("mydestination"), Change.command("postfix reload")));
    }
}
