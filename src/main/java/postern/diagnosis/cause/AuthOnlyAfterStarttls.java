package postern.diagnosis.cause;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import postern.diagnosis.Cause;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;

/// AUTH is not there before STARTTLS: right, and a follow-up of the missing TLS.
public final class AuthOnlyAfterStarttls implements Cause {
    private static final Pattern LOGGED = Pattern.compile("No worthy mechs found|no mechanism available");

    @Override
    public List<Finding> examine(Facts facts) {
        return Findings.harmless(this, facts, Map.of(), Logs.saying(LOGGED, facts));
    }
}
