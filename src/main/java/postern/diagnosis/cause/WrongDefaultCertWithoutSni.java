package postern.diagnosis.cause;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import postern.certificate.Certificate;
import postern.diagnosis.Cause;
import postern.diagnosis.Certainty;
import postern.diagnosis.Change;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.Phrase;
import postern.diagnosis.Target;
import postern.evidence.Problem;
import postern.transcript.SClientOutput;

/// Without a server name the server shows another certificate than with it.
public final class WrongDefaultCertWithoutSni implements Cause {
    private static final Pattern CONNECT = Pattern.compile("-connect\\s+(\\S+)");

    @Override
    public List<Finding> examine(Facts facts) {
        if (facts.direction() == Problem.OUTBOUND) {
            return List.of();
        }
        return Findings.cause(
                this, facts, Certainty.LIKELY, Map.of(), evidence(facts), List.of(Change.at(Target.FILE)));
    }

    /// Runs with and without a name whose certificates differ.
    static List<Citation> evidence(Facts facts) {
        List<SClientOutput> without = runs(facts, true);
        List<SClientOutput> with = runs(facts, false);
        return without.stream()
                .filter(run -> with.stream()
                        .filter(other -> target(other).equals(target(run)))
                        .anyMatch(other -> !subject(other).equals(subject(run))))
                .map(run -> Citation.of(run.source(), Phrase.of("seen.without-name", subject(run))))
                .toList();
    }

    private static List<SClientOutput> runs(Facts facts, boolean nameless) {
        return facts.evidence().transcripts().stream()
                .filter(run -> run.command()
                        .filter(command -> command.contains("-noservername") == nameless)
                        .isPresent())
                .filter(run -> !subject(run).isEmpty())
                .toList();
    }

    private static String target(SClientOutput run) {
        return run.command()
                .map(CONNECT::matcher)
                .filter(Matcher::find)
                .map(found -> found.group(1))
                .orElse("");
    }

    private static String subject(SClientOutput run) {
        return run.chain().leaf().map(Certificate::subject).orElse("");
    }
}
