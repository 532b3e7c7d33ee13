package postern.diagnosis.cause.machinery;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import postern.diagnosis.Cause;
import postern.diagnosis.Certainty;
import postern.diagnosis.Change;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.Target;
import postern.diagnosis.cause.answer.Findings;
import postern.diagnosis.cause.clue.Logs;
import postern.evidence.Problem;

/// A limit of Postfix turns a busy peer away (`src/smtpd/smtpd.c`, anvil, `src/postscreen`). On delivery it is the
/// receiver's, whose limits are not ours to change.
public final class ClientRateLimit implements Cause {
    private static final Pattern LOGGED = Pattern.compile(
            "New TLS session rate limit exceeded|Refusing (?:STARTTLS|TLS service) request|too many new TLS sessions|Error: too many connections from|reject: CONNECT from .*: too many connections|(?:Connection rate|Connection concurrency) limit exceeded");

    @Override
    public List<Finding> examine(Facts facts) {
        return Findings.cause(
                this,
                facts,
                Certainty.PROVEN,
                Map.of(),
                Logs.saying(LOGGED, facts),
                facts.direction() == Problem.OUTBOUND
                        ? List.of(Change.at(Target.PEER))
                        : List.of(
                                Change.mainCf("smtpd_client_event_limit_exceptions"),
                                Change.mainCf(limit(facts), "0"),
                                Change.command("postfix reload")));
    }

    /// The limit that the words tell of.
    private static String limit(Facts facts) {
        String words = Logs.saying(LOGGED, facts).stream().map(Citation::text).collect(Collectors.joining());
        if (words.contains("TLS")) {
            return "smtpd_client_new_tls_session_rate_limit";
        }
        if (words.contains("reject: CONNECT")) {
            return "postscreen_client_connection_count_limit";
        }
        return words.contains("Connection rate")
                ? "smtpd_client_connection_rate_limit"
                : "smtpd_client_connection_count_limit";
    }
}
