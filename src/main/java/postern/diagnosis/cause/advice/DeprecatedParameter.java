package postern.diagnosis.cause.advice;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import postern.diagnosis.Cause;
import postern.diagnosis.Certainty;
import postern.diagnosis.Change;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.Role;
import postern.postfix.MainCf;
import postern.postfix.Parameter;
import postern.postfix.Parameters;
import postern.postfix.PostfixRelease;

/// A setting under an old name that still works. Its replacement may only be advised where the release
/// has it.
public final class DeprecatedParameter implements Cause {
    @Override
    public List<Finding> examine(Facts facts) {
        return facts.evidence().mainCf().stream()
                .flatMap(given -> given.content().entries().stream()
                        .flatMap(
                                entry -> outdated(entry, facts)
                                        .map(parameter -> finding(facts, given.source(), entry, parameter))
                                        .stream()))
                .toList();
    }

    private Finding finding(Facts facts, String source, MainCf.Entry entry, Parameter parameter) {
        return new Finding(
                id(),
                Role.ADVICE,
                Certainty.PROVEN,
                facts.direction(),
                Map.of("parameter", entry.name(), "replacement", replacement(parameter)),
                List.of(Citation.line(source, entry.firstLine(), entry.name() + " = " + entry.value())),
                List.of(Change.mainCf(replacement(parameter))));
    }

    private static Optional<Parameter> outdated(MainCf.Entry entry, Facts facts) {
        PostfixRelease release = facts.platform().platform().postfix();
        return Parameters.named(entry.name())
                .filter(parameter -> !parameter.deprecated().isEmpty())
                .filter(parameter -> Parameters.named(replacement(parameter))
                        .filter(successor -> successor.knownIn(release))
                        .isPresent());
    }

    /// The table may add remarks to the name.
    private static String replacement(Parameter parameter) {
        return parameter.replacement().strip().split("[\\s,;|(]", 2)[0];
    }
}
