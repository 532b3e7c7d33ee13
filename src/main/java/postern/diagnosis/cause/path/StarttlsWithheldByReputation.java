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

/// The peer withholds STARTTLS from addresses it does not want, and says why only later in the session.
public final class StarttlsWithheldByReputation implements Cause {
    private static final Pattern NOT_OFFERED = Pattern.compile("TLS is required, but was not offered by host\\b");
    private static final Pattern REASON = Pattern.compile(
            "(?i)(?:^\\s*(?:<[-~* ]*\\s*)?|said: )(?:554|553|550|571|421)[ -].{0,250}(?:block(?:ed|list)|black ?list|\\bDNSBL\\b|\\bRBL\\b|reputation|listed|spamhaus|banned|poor|denied by policy|\\bS3140|access denied)");

    @Override
    public List<Finding> examine(Facts facts) {
        // Words of a delivering Postfix beside a refusal of our address: the mail goes out, whatever else is shown.
        List<Citation> notOffered = Logs.saying(NOT_OFFERED, facts);
        List<Citation> reason = Logs.saying(REASON, facts);
        return Findings.cause(
                this,
                facts,
                Certainty.LIKELY,
                Map.of(),
                notOffered.isEmpty() || reason.isEmpty()
                        ? List.of()
                        : Stream.concat(reason.stream(), notOffered.stream()).toList(),
                List.of(Change.at(Target.PEER)));
    }
}
