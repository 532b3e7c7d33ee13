package postern.diagnosis.cause.harmless;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import postern.diagnosis.Cause;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.cause.answer.Findings;
import postern.diagnosis.cause.clue.Logs;

/// The reverse DNS of a client does not fit its name.
public final class ReverseDnsMismatch implements Cause {
    private static final Pattern LOGGED = Pattern.compile(
            "hostname \\S+ (?:does not resolve to address|verification failed)|address not listed for hostname");

    @Override
    public List<Finding> examine(Facts facts) {
        return Findings.harmless(this, facts, Map.of(), Logs.saying(LOGGED, facts));
    }
}
