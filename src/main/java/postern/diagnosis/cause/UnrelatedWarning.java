package postern.diagnosis.cause;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import postern.diagnosis.Cause;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;

/// Remarks of Postfix without bearing on TLS.
public final class UnrelatedWarning implements Cause {
    private static final Pattern LOGGED =
            Pattern.compile("NIS domain name not set|is older than source file|and /etc/\\S+ differ");

    @Override
    public List<Finding> examine(Facts facts) {
        return Findings.harmless(this, facts, Map.of(), Logs.saying(LOGGED, facts));
    }
}
