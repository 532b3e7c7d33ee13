package postern.diagnosis.cause.machinery;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import postern.diagnosis.Cause;
import postern.diagnosis.Certainty;
import postern.diagnosis.Change;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.cause.answer.Findings;
import postern.diagnosis.cause.clue.Logs;

/// Old releases: tlsmgr cannot open its cache and dies, so that there is no TLS (Postfix before 2.11 `src/tlsmgr`).
public final class SessionCacheUnusable implements Cause {
    private static final Pattern LOGGED = Pattern.compile("tlsmgr.*fatal: open database \\S*_scache");

    @Override
    public List<Finding> examine(Facts facts) {
        return Findings.cause(
                this,
                facts,
                Certainty.PROVEN,
                Map.of(),
                Logs.saying(LOGGED, facts),
                List.of(Change.mainCf("smtpd_tls_session_cache_database", ""), Change.command("postfix reload")));
    }
}
