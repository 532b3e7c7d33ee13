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
import postern.diagnosis.cause.elsewhere.WebProxy;
import postern.evidence.Problem;

/// The connection never arrives, and no ban of one address is known that would explain it.
public final class NotTlsPortBlocked implements Cause {
    static final Pattern LOGGED =
            Pattern.compile("connect to \\S+: (?:(?:Connection|Operation) timed out|No route to host)"
                    + "|(?i:unable to connect to remote host: (?:Connection|Operation) timed out"
                    + "|^\\s*(?:telnet: )?connect(?:ion)?(?: to .{1,80})?(?::| failed:)? ?(?:Connection|Operation) timed out"
                    + "|(?:nc|ncat|netcat): .{0,80}(?:Connection|Operation) timed out|curl: \\(28\\) Failed to connect"
                    + "|\\*\\*\\* Error connecting to .*timed out|TcpTestSucceeded *: *False"
                    + "|Network error .*connect to \\S+:(?:25|465|587).*timed out)"
                    + "|^\\s*(?:25|465|587)/tcp\\s+filtered\\b");

    @Override
    public List<Finding> examine(Facts facts) {
        List<Citation> silent =
                new BlockedByFail2ban().examine(facts).isEmpty() ? Logs.saying(LOGGED, facts) : List.of();
        Stream<Change> named = !WebProxy.isNamedIn(silent)
                ? Stream.empty()
                : Stream.of(Change.at(facts.direction() == Problem.OUTBOUND ? Target.PEER : Target.DNS));
        return Findings.cause(
                this,
                facts,
                Certainty.LIKELY,
                Map.of(),
                silent,
                Stream.concat(named, Stream.of(Change.at(Target.NETWORK))).toList());
    }
}
