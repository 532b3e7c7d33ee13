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

/// The TLS policy table answers with an attribute that this release does not know.
public final class TlsPolicyAttributeUnsupported implements Cause {
    private static final Pattern LOGGED = Pattern.compile("invalid attribute name: \"");

    @Override
    public List<Finding> examine(Facts facts) {
        return Findings.cause(
                this,
                facts,
                Certainty.PROVEN,
                Map.of(),
                Logs.saying(LOGGED, facts),
                List.of(Change.at(Target.TLS_POLICY)));
    }
}
