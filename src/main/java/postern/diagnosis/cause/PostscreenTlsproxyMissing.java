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

/// postscreen is active and tlsproxy is not (POSTSCREEN_README).
public final class PostscreenTlsproxyMissing implements Cause {
    private static final Pattern LOGGED = Pattern.compile("connect to private/tlsproxy service");

    @Override
    public List<Finding> examine(Facts facts) {
        return Findings.cause(
                this,
                facts,
                Certainty.PROVEN,
                Map.of(),
                Logs.saying(LOGGED, facts),
                List.of(Change.at(Target.MASTER_CF), Change.command("postfix reload")));
    }
}
