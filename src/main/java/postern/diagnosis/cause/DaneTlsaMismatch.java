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

/// The TLSA record does not match the certificate (RFC 7672 section 3).
public final class DaneTlsaMismatch implements Cause {
    private static final Pattern LOGGED = Pattern.compile(
            "not trusted by local or TLSA policy|num=65:|No matching DANE TLSA|tlsa-invalid|TLSA record[^.]{0,80}(?:not correct|does not match|mismatch)");

    @Override
    public List<Finding> examine(Facts facts) {
        return Findings.cause(
                this, facts, Certainty.LIKELY, Map.of(), Logs.saying(LOGGED, facts), List.of(Change.at(Target.DNS)));
    }
}
