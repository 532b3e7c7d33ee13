package postern.diagnosis.cause.harmless;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import postern.diagnosis.Cause;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.cause.answer.Findings;
import postern.diagnosis.cause.clue.Logs;

/// Names of states in OpenSSL that speak of SSLv3, whatever version is in use.
public final class OpensslStateNames implements Cause {
    private static final Pattern LOGGED =
            Pattern.compile("SSL_(?:accept|connect):(?:SSLv[23]|before|error in (?:SSLv|unknown)|unknown state)");

    @Override
    public List<Finding> examine(Facts facts) {
        return Findings.harmless(this, facts, Map.of(), Logs.saying(LOGGED, facts));
    }
}
