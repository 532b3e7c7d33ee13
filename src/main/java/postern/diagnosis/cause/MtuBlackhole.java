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

/// The handshake hangs until it times out: large packets do not arrive. A probe with `ping` shows the same.
public final class MtuBlackhole implements Cause {
    private static final Pattern HANGS =
            Pattern.compile("SSL_(?:connect|accept) error (?:to|from) .*: (?:Connection|Operation) timed out");

    @Override
    public List<Finding> examine(Facts facts) {
        if (!new LargeClientHelloDropped().examine(facts).isEmpty()) {
            return List.of();
        }
        return Findings.cause(
                this,
                facts,
                Certainty.POSSIBLE,
                Map.of(),
                Logs.saying(HANGS, facts),
                List.of(Change.at(Target.NETWORK)));
    }
}
