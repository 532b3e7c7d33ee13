package postern.diagnosis.cause;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import postern.diagnosis.Cause;
import postern.diagnosis.Certainty;
import postern.diagnosis.Change;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.Target;
import postern.evidence.Problem;

/// Diffie-Hellman with a prime that the other side refuses as too short (OpenSSL
/// `ssl/statem/statem_clnt.c`).
public final class DhParamsTooSmall implements Cause {
    private static final Pattern LOGGED =
            Pattern.compile("dh key too small|dh public value|DH_KEY_TOO_SMALL|dh_key_too_small|modulus too small");

    @Override
    public List<Finding> examine(Facts facts) {
        return Findings.cause(
                this, facts, Certainty.PROVEN, Map.of(), Logs.saying(LOGGED, facts), fix(facts.direction()));
    }

    /// Mail going out meets the parameters of the other side.
    private static List<Change> fix(Problem direction) {
        return switch (direction) {
            case INBOUND -> List.of(Change.mainCf("smtpd_tls_dh1024_param_file"), Change.command("postfix reload"));
            case OUTBOUND -> List.of(Change.at(Target.PEER));
            case CLIENTS -> List.of(Change.at(Target.DOVECOT_CONF), Change.command("doveadm reload"));
        };
    }
}
