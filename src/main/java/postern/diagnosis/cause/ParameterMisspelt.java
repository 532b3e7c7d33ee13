package postern.diagnosis.cause;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import postern.diagnosis.Cause;
import postern.diagnosis.Certainty;
import postern.diagnosis.Change;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.postfix.Problem;

/// A name in main.cf that Postfix does not know and that is close to one about TLS: the wish has no effect.
public final class ParameterMisspelt implements Cause {
    @Override
    public List<Finding> examine(Facts facts) {
        return facts.services().stream()
                .limit(1)
                .flatMap(service -> service.problems().stream())
                .flatMap(problem ->
                        problem instanceof Problem.UnknownParameter unknown ? Stream.of(unknown) : Stream.empty())
                .filter(unknown ->
                        unknown.meant().filter(name -> name.contains("tls")).isPresent())
                .limit(1)
                .flatMap(unknown -> Findings.cause(
                        this,
                        facts,
                        Certainty.LIKELY,
                        Map.of(
                                "parameter",
                                unknown.entry().name(),
                                "intended",
                                unknown.meant().orElseThrow()),
                        List.of(Citation.line(
                                facts.evidence()
                                        .mainCf()
                                        .map(given -> given.source())
                                        .orElse("main.cf"),
                                unknown.entry().firstLine(),
                                unknown.entry().name() + " = " + unknown.entry().value())),
                        List.of(
                                Change.mainCf(
                                        unknown.meant().orElseThrow(),
                                        unknown.entry().value()),
                                Change.command("postfix reload")))
                        .stream())
                .toList();
    }
}
