package postern.diagnosis.cause;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import postern.diagnosis.Cause;
import postern.diagnosis.Certainty;
import postern.diagnosis.Change;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;

/// The server demands a certificate of its clients.
public final class ClientCertRequired implements Cause {
    private static final Pattern LOGGED = Pattern.compile(
            "No client certificate presented|Client certificate not trusted|peer did not return a certificate");

    @Override
    public List<Finding> examine(Facts facts) {
        return Findings.cause(
                this,
                facts,
                Certainty.PROVEN,
                Map.of(),
                Logs.saying(LOGGED, facts),
                List.of(Change.mainCf("smtpd_tls_req_ccert", "no"), Change.command("postfix reload")));
    }
}
