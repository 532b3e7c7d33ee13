package postern.diagnosis.cause.elsewhere;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import postern.diagnosis.Cause;
import postern.diagnosis.Certainty;
import postern.diagnosis.Change;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.Phrase;
import postern.diagnosis.Target;
import postern.diagnosis.cause.answer.Findings;
import postern.diagnosis.cause.clue.Logs;

/// A milter, a filter before the queue or a policy service does not answer.
public final class NotTlsMilterDown implements Cause {
    private static final Pattern LOGGED = Pattern.compile(
            "warning: connect to Milter service \\S+: |milter.{0,60}(?:Connection refused|can.t read SMFIC|read error in)");

    /// What `milter_default_action = tempfail`, the default, makes of it (Postfix `src/milter/milter8.c`).
    private static final Pattern PUT_OFF = Pattern.compile("4\\.7\\.1 Service unavailable - try again later");

    /// With `milter_default_action = accept` mail from this machine goes its way without the milter.
    private static final Pattern DELIVERED = Pattern.compile("status=sent ");
    private static final Pattern REJECTED =
            Pattern.compile("milter-reject|4\\.7\\.1 Service unavailable|status=(?:deferred|bounced)");

    /// What becomes of mail for which a policy service did not answer (`src/smtpd/smtpd_check.c`).
    private static final Pattern NOT_TAKEN = Pattern.compile("4\\.3\\.5 .{0,20}Server configuration (?:problem|error)");

    private static final Map<String, CharSequence> MILTER = Map.of("service", Phrase.of("filter.milter"));

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
            return Findings.contributing(this, facts, Certainty.PROVEN, MILTER, logged, FIX);
        }
        if (!logged.isEmpty()) {
            return Findings.cause(this, facts, Certainty.PROVEN, MILTER, logged, FIX);
        }
        Optional<MilterSocket> elsewhere = MilterSocket.mismatch(facts);
        if (elsewhere.isPresent()) {
            return Findings.cause(
                    this,
                    facts,
                    Certainty.LIKELY,
                    MILTER,
                    elsewhere.get().evidence(),
                    elsewhere.get().fix());
        }
        List<Finding> others = Stream.of(AskedService.PROXY, AskedService.POLICY)
                .flatMap(service -> silent(service, facts).stream())
                .limit(1)
                .toList();
        return others.isEmpty()
                ? Findings.cause(this, facts, Certainty.LIKELY, MILTER, Logs.saying(PUT_OFF, facts), FIX)
                : others;
    }

    /// Without its filter Postfix takes no mail. A policy service it asks a second time before it gives up, so that one
    /// line alone may be a restart: there, mail that was put off is the complaint.
    private List<Finding> silent(AskedService service, Facts facts) {
        Phrase which = Phrase.of(service == AskedService.PROXY ? "filter.proxy" : "filter.policy");
        List<Citation> lines = service.lines(facts);
        boolean waited =
                service == AskedService.POLICY && Logs.saying(NOT_TAKEN, facts).isEmpty();
        return waited
                ? Findings.contributing(
                        this, facts, Certainty.POSSIBLE, Map.of("service", which), lines, service.fix(facts))
                : Findings.cause(this, facts, Certainty.PROVEN, Map.of("service", which), lines, service.fix(facts));
    }
}
