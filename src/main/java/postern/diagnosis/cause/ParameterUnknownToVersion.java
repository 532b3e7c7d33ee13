package postern.diagnosis.cause;

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
import postern.postfix.PlatformGuess;
import postern.postfix.Problem;

/// A parameter that exists, but not in this release. Only said where the release is known and not assumed.
public final class ParameterUnknownToVersion implements Cause {
    private static final Pattern LOGGED = Pattern.compile("Unknown setting: ssl|Unknown ssl_min_protocol setting");

    @Override
    public List<Finding> examine(Facts facts) {
        boolean known = facts.platform().postfixBasis() == PlatformGuess.Basis.STATED
                || facts.platform().postfixBasis() == PlatformGuess.Basis.WRITTEN;
        Stream<Citation> configured = facts.services().stream()
                .limit(1)
                .filter(_ -> known)
                .flatMap(service -> service.problems().stream())
                .flatMap(problem ->
                        problem instanceof Problem.ParameterNotInRelease absent ? Stream.of(absent) : Stream.empty())
                .filter(absent -> absent.entry().name().contains("tls"))
                .map(absent -> Citation.line(
                        facts.evidence().mainCf().map(given -> given.source()).orElse("main.cf"),
                        absent.entry().firstLine(),
                        absent.entry().name() + " = " + absent.entry().value()));
        List<Citation> evidence =
                Stream.concat(configured, Logs.saying(LOGGED, facts).stream()).toList();
        return Findings.cause(
                this,
                facts,
                evidence.isEmpty() || Logs.saying(LOGGED, facts).isEmpty() ? Certainty.LIKELY : Certainty.PROVEN,
                Map.of(
                        "parameter",
                        evidence.isEmpty() ? "?" : evidence.getFirst().text()),
                evidence,
                List.of(Change.at(postern.diagnosis.Target.MAIN_CF), Change.command("postfix reload")));
    }
}
