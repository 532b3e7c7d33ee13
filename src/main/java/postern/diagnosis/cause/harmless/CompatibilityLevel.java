package postern.diagnosis.cause.harmless;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import postern.diagnosis.Cause;
import postern.diagnosis.Certainty;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.Role;
import postern.diagnosis.cause.clue.Logs;

/// `compatibility_level`, or Postfix's notice about it. It chooses between two built-in defaults of a few
/// parameters, never TLS versions (Postfix `src/global/mail_params.c`, 3.0 and later); before 3.0 it is
/// not known at all.
public final class CompatibilityLevel implements Cause {
    private static final Pattern NOTICE = Pattern.compile("backwards-compatible default setting");
    private static final String PARAMETER = "compatibility_level";

    @Override
    public List<Finding> examine(Facts facts) {
        List<Citation> seen = Stream.concat(written(facts), noticed(facts)).toList();
        if (seen.isEmpty()) {
            return List.of();
        }
        String value = facts.evidence()
                .mainCf()
                .flatMap(given -> given.content().entry(PARAMETER))
                .map(entry -> entry.value())
                .orElse("0");
        return List.of(new Finding(
                id(), Role.HARMLESS, Certainty.PROVEN, facts.direction(), Map.of("value", value), seen, List.of()));
    }

    private static Stream<Citation> written(Facts facts) {
        return facts.evidence().mainCf().stream()
                .flatMap(given -> given.content().entry(PARAMETER).stream()
                        .map(entry ->
                                Citation.line(given.source(), entry.firstLine(), PARAMETER + " = " + entry.value())));
    }

    private static Stream<Citation> noticed(Facts facts) {
        return Logs.saying(NOTICE, facts).stream().limit(1);
    }
}
