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

/// A type of table that is not built in.
public final class MapTypeUnsupported implements Cause {
    private static final Pattern LOGGED = Pattern.compile(
            "unsupported dictionary type|is unavailable\\. unsupported|Non-Berkeley-DB migration error");

    @Override
    public List<Finding> examine(Facts facts) {
        return Findings.cause(
                this,
                facts,
                Certainty.PROVEN,
                Map.of(),
                Logs.saying(LOGGED, facts),
                List.of(Change.at(Target.MAIN_CF), Change.command("postfix reload")));
    }
}
