package postern.diagnosis.cause;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import postern.diagnosis.Cause;
import postern.diagnosis.Certainty;
import postern.diagnosis.Change;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;

/// postscreen with deep protocol tests turns every new client away once (POSTSCREEN_README).
public final class NotTlsPostscreenDeepTests implements Cause {
    private static final Pattern LOGGED = Pattern.compile("450 4\\.3\\.2 Service currently unavailable");

    @Override
    public List<Finding> examine(Facts facts) {
        return Findings.cause(
                this,
                facts,
                Certainty.PROVEN,
                Map.of(),
                Logs.saying(LOGGED, facts),
                List.of(
                        Change.mainCf("postscreen_pipelining_enable", "no"),
                        Change.mainCf("postscreen_non_smtp_command_enable", "no"),
                        Change.mainCf("postscreen_bare_newline_enable", "no"),
                        Change.command("postfix reload")));
    }
}
