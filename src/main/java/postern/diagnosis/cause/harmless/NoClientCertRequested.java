package postern.diagnosis.cause.harmless;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import postern.diagnosis.Cause;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.cause.answer.Findings;
import postern.diagnosis.cause.clue.Logs;

/// `(No client certificate requested)` in a Received header (Postfix `src/smtpd/smtpd.c`, smtpd_tls_received_header).
public final class NoClientCertRequested implements Cause {
    private static final Pattern LOGGED = Pattern.compile("\\(No client certificate requested\\)");

    @Override
    public List<Finding> examine(Facts facts) {
        return Findings.harmless(this, facts, Map.of(), Logs.saying(LOGGED, facts));
    }
}
