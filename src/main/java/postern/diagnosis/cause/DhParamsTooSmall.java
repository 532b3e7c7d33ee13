package postern.diagnosis.cause;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import postern.diagnosis.Cause;
import postern.diagnosis.Certainty;
import postern.diagnosis.Change;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;

/// Diffie-Hellman with a prime that the other side refuses as too short (OpenSSL
/// `ssl/statem/statem_clnt.c`).
public final class DhParamsTooSmall implements Cause {
    private static final Pattern LOGGED =
            Pattern.compile("dh key too small|dh public value|DH_KEY_TOO_SMALL|dh_key_too_small|modulus too small");

    @Override
    public List<Finding> examine(Facts facts) {
        return Findings.cause(
                this,
                facts,
                Certainty.PROVEN,
                Map.of(),
                Logs.saying(LOGGED, facts),
                List.of(Change.mainCf("smtpd_tls_dh1024_param_file"), Change.command("postfix reload")));
    }
}
