package postern.diagnosis.cause.machinery;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import postern.diagnosis.Cause;
import postern.diagnosis.Certainty;
import postern.diagnosis.Change;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.cause.answer.Findings;
import postern.diagnosis.cause.clue.Logs;

/// No tlsmgr, so no random bytes and no TLS (Postfix `src/tls/tls_mgr.c`).
public final class TlsmgrNotRunning implements Cause {
    private static final Pattern LOGGED = Pattern.compile(
            "private/tlsmgr.{0,40}(?:Connection refused|No such file)|problem talking to server (?:private/)?tlsmgr|no entropy for TLS key generation");

    @Override
    public List<Finding> examine(Facts facts) {
        List<Citation> said = Logs.saying(LOGGED, facts);
        return Findings.cause(
                this,
                facts,
                said.isEmpty() ? Certainty.LIKELY : Certainty.PROVEN,
                Map.of(),
                said.isEmpty() ? MissingService.tlsmgr(facts) : said,
                List.of(Change.service("tlsmgr unix - - n 1000? 1 tlsmgr"), Change.command("postfix reload")));
    }
}
