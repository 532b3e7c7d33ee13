package postern.diagnosis.cause;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import postern.diagnosis.Cause;
import postern.diagnosis.Certainty;
import postern.diagnosis.Change;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.evidence.Problem;

/// The receiver picks its certificate by the server name, and Postfix sends none unless DANE or the policy asks for it.
public final class SniNotSent implements Cause {
    private static final Pattern MISMATCH = Pattern.compile("num=62:|Server certificate not verified");

    @Override
    public List<Finding> examine(Facts facts) {
        boolean met = facts.direction() == Problem.OUTBOUND
                && !Logs.saying(MISMATCH, facts).isEmpty();
        return Findings.cause(
                this,
                facts,
                Certainty.LIKELY,
                Map.of(),
                met ? WrongDefaultCertWithoutSni.evidence(facts) : List.of(),
                List.of(Change.mainCf("smtp_tls_servername", "hostname"), Change.command("postfix reload")));
    }
}
