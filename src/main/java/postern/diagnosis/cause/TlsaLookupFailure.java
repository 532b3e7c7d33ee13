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

/// The lookup of TLSA records fails (RFC 7672 section 2.1).
public final class TlsaLookupFailure implements Cause {
    private static final Pattern LOGGED = Pattern.compile("TLSA lookup error|DANE TLSA lookup problem");

    @Override
    public List<Finding> examine(Facts facts) {
        return Findings.cause(
                this, facts, Certainty.PROVEN, Map.of(), Logs.saying(LOGGED, facts), List.of(Change.at(Target.DNS)));
    }
}
