package postern.diagnosis.cause;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import postern.diagnosis.Cause;
import postern.diagnosis.Certainty;
import postern.diagnosis.Change;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.Target;

/// A milter does not answer.
public final class NotTlsMilterDown implements Cause {
    private static final Pattern LOGGED = Pattern.compile(
            "warning: connect to Milter service \\S+: |milter.{0,60}(?:Connection refused|can.t read SMFIC|read error in)");

    /// What `milter_default_action = tempfail`, the default, makes of it (Postfix `src/milter/milter8.c`).
    private static final Pattern PUT_OFF = Pattern.compile("4\\.7\\.1 Service unavailable - try again later");

    /// With `milter_default_action = accept` mail from this machine goes its way without the milter.
    private static final Pattern DELIVERED = Pattern.compile("status=sent ");
    private static final Pattern REJECTED =
            Pattern.compile("milter-reject|4\\.7\\.1 Service unavailable|status=(?:deferred|bounced)");

    private static final List<Change> FIX = List.of(
            Change.at(Target.COMMAND),
            Change.mainCf("smtpd_milters"),
            Change.mainCf("milter_default_action", "accept"),
            Change.command("postfix reload"));

    @Override
    public List<Finding> examine(Facts facts) {
        List<Citation> logged = Logs.saying(LOGGED, facts);
        boolean passes = logged.stream().allMatch(line -> line.text().contains("/cleanup["))
                && !Logs.saying(DELIVERED, facts).isEmpty()
                && Logs.saying(REJECTED, facts).isEmpty();
        if (passes) {
            return Findings.contributing(this, facts, Certainty.PROVEN, Map.of(), logged, FIX);
        }
        return logged.isEmpty()
                ? Findings.cause(this, facts, Certainty.LIKELY, Map.of(), Logs.saying(PUT_OFF, facts), FIX)
                : Findings.cause(this, facts, Certainty.PROVEN, Map.of(), logged, FIX);
    }
}
