package postern.diagnosis.cause.elsewhere;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import postern.diagnosis.Cause;
import postern.diagnosis.Certainty;
import postern.diagnosis.Change;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.Target;
import postern.diagnosis.cause.answer.Findings;
import postern.diagnosis.cause.clue.Logs;

/// Aliases or forwarding run in a circle.
public final class NotTlsAliasLoop implements Cause {
    private static final Pattern LOGGED = Pattern.compile(
            "mail forwarding loop|too many hops|alias database loop|maximal (?:recursion|nesting) depth");

    @Override
    public List<Finding> examine(Facts facts) {
        return Findings.cause(
                this, facts, Certainty.PROVEN, Map.of(), Logs.saying(LOGGED, facts), List.of(Change.at(Target.FILE)));
    }
}
