package postern.diagnosis.cause;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import postern.diagnosis.Cause;
import postern.diagnosis.Certainty;
import postern.diagnosis.Change;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;

/// The curve of the certificate is not among those that are enabled.
public final class EcdsaCurveNotEnabled implements Cause {
    private static final Pattern LOGGED = Pattern.compile("wrong curve|unsupported elliptic curve");

    @Override
    public List<Finding> examine(Facts facts) {
        return Findings.cause(
                this,
                facts,
                Certainty.LIKELY,
                Map.of(),
                Logs.saying(LOGGED, facts),
                List.of(Change.mainCf("smtpd_tls_eecdh_grade", "auto"), Change.command("postfix reload")));
    }
}
