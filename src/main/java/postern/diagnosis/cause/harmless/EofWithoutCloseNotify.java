package postern.diagnosis.cause.harmless;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import postern.diagnosis.Cause;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.cause.answer.Findings;
import postern.diagnosis.cause.clue.Logs;

/// A peer that closes TCP without a TLS goodbye; OpenSSL 3 reports it, 1.1.1 did not.
public final class EofWithoutCloseNotify implements Cause {
    private static final Pattern LOGGED = Pattern.compile("unexpected eof while reading");

    @Override
    public List<Finding> examine(Facts facts) {
        return Findings.harmless(this, facts, Map.of(), Logs.saying(LOGGED, facts));
    }
}
