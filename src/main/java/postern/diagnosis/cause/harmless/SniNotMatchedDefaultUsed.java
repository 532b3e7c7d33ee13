package postern.diagnosis.cause.harmless;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import postern.diagnosis.Cause;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.cause.answer.Findings;
import postern.diagnosis.cause.clue.Logs;

/// No entry of the SNI map fits, and the default chain is used.
public final class SniNotMatchedDefaultUsed implements Cause {
    private static final Pattern LOGGED = Pattern.compile("TLS SNI \\S+ from \\S+ not matched, using default chain");

    @Override
    public List<Finding> examine(Facts facts) {
        return Findings.harmless(this, facts, Map.of(), Logs.saying(LOGGED, facts));
    }
}
