package postern.diagnosis.cause.machinery;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import postern.diagnosis.Cause;
import postern.diagnosis.Certainty;
import postern.diagnosis.Change;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.cause.answer.Findings;
import postern.diagnosis.cause.clue.Logs;
import postern.evidence.Problem;

/// postscreen is active and tlsproxy is not (POSTSCREEN_README).
public final class PostscreenTlsproxyMissing implements Cause {
    /// A socket that is busy is there (EAGAIN).
    private static final Pattern LOGGED =
            Pattern.compile("connect to (?:service )?private/tlsproxy(?!.*temporarily unavailable)");

    @Override
    public List<Finding> examine(Facts facts) {
        List<Citation> said = Logs.saying(LOGGED, facts);
        boolean inbound = facts.direction() == Problem.INBOUND;
        return Findings.cause(
                this,
                facts,
                said.isEmpty() ? Certainty.LIKELY : Certainty.PROVEN,
                Map.of(),
                said.isEmpty() && inbound ? MissingService.tlsproxy(facts) : said,
                List.of(Change.service("tlsproxy unix - - n - 0 tlsproxy"), Change.command("postfix reload")));
    }
}
