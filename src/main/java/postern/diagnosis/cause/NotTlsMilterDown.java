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

/// A milter does not answer.
public final class NotTlsMilterDown implements Cause {
    private static final Pattern LOGGED = Pattern.compile(
            "connect to Milter service .*(?:Connection refused|No such file|timed out|Permission denied)|milter.{0,60}(?:Connection refused|can.t read SMFIC)");

    @Override
    public List<Finding> examine(Facts facts) {
        return Findings.cause(
                this, facts, Certainty.PROVEN, Map.of(), Logs.saying(LOGGED, facts), List.of(Change.at(Target.FILE)));
    }
}
