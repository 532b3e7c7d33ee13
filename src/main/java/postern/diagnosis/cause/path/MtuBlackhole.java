package postern.diagnosis.cause.path;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import postern.diagnosis.Cause;
import postern.diagnosis.Certainty;
import postern.diagnosis.Change;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.Target;
import postern.diagnosis.cause.answer.Findings;
import postern.diagnosis.cause.clue.Logs;
import postern.diagnosis.cause.handshake.LargeClientHelloDropped;

/// Something hangs until it times out because large packets do not arrive and no ICMP message tells (RFC 2923 section
/// 2.1). A probe with `ping` proves it.
public final class MtuBlackhole implements Cause {
    private static final Pattern HANGS =
            Pattern.compile("SSL_(?:connect|accept) error (?:to|from) .*: (?:Connection|Operation) timed out"
                    // The commands arrive and the message, in packets of full size, does not.
                    + "|timeout after (?:DATA|BDAT)(?: \\(\\d+ bytes\\))? from (?!localhost)");
    /// What else hangs on such a path: fetching a policy, the rest of a session.
    private static final Pattern STUCK =
            Pattern.compile("(?i)timeout after |lookup error for \"|\\btim(?:ed|es) out\\b|\\bhangs?\\b");

    @Override
    public List<Finding> examine(Facts facts) {
        List<Citation> hangs = Hanging.in(facts, HANGS);
        List<Citation> hole = Pings.hole(facts);
        if (!hole.isEmpty()) {
            List<Citation> trouble = hangs.isEmpty() ? Logs.saying(STUCK, facts) : hangs;
            return finding(
                    facts,
                    Certainty.PROVEN,
                    trouble.isEmpty()
                            ? List.of()
                            : Stream.concat(hole.stream(), trouble.stream()).toList());
        }
        if (!Pings.fullSize(facts).isEmpty()
                || !new LargeClientHelloDropped().examine(facts).isEmpty()) {
            return List.of();
        }
        return finding(facts, Certainty.POSSIBLE, hangs);
    }

    private List<Finding> finding(Facts facts, Certainty certainty, List<Citation> evidence) {
        return Findings.cause(this, facts, certainty, Map.of(), evidence, List.of(Change.at(Target.NETWORK)));
    }
}
