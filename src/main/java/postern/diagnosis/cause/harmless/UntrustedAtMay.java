package postern.diagnosis.cause.harmless;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import postern.diagnosis.Cause;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.cause.answer.Findings;
import postern.diagnosis.cause.clue.Logs;

/// The words Untrusted and Anonymous in the log: nobody asked for trust. Where mail waits for it, somebody did.
public final class UntrustedAtMay implements Cause {
    private static final Pattern LOGGED = Pattern.compile("(?:Untrusted|Anonymous) TLS connection established");

    private static final Pattern HELD = Pattern.compile("Server certificate not (?:trusted|verified)");

    @Override
    public List<Finding> examine(Facts facts) {
        return Logs.saying(HELD, facts).isEmpty()
                ? Findings.harmless(this, facts, Map.of(), Logs.saying(LOGGED, facts))
                : List.of();
    }
}
