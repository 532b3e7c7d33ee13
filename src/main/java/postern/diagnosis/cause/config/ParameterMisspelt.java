package postern.diagnosis.cause.config;

import java.util.ArrayList;
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
import postern.diagnosis.cause.answer.Findings;
import postern.postfix.Parameters;
import postern.postfix.Problem;

/// A name in main.cf that Postfix does not know and that is close to one about TLS: the wish has no effect.
///
/// One that would demand something of the other side harms nobody while it has no effect: it contributes at most, and
/// is taken away rather than put into effect.
public final class ParameterMisspelt implements Cause {
    private static final Pattern DEMANDS = Pattern.compile(
            "\\w+_(?:tls_req_ccert|tls_ask_ccert|enforce_tls|tls_enforce_peername|tls_(?:mandatory_)?(?:protocols|ciphers)"
                    + "|tls_(?:mandatory_)?exclude_ciphers|tls_auth_only)|tls_\\w+_cipherlist");

    /// A name that is none, and what was meant.
    public record Misspelt(String name, String value, String meant, Citation line) {
        boolean demands() {
            return DEMANDS.matcher(meant).matches();
        }
    }

    @Override
    public List<Finding> examine(Facts facts) {
        return misspelt(facts)
                .map(name -> name.demands()
                        ? Findings.contributing(
                                this, facts, Certainty.LIKELY, words(name), List.of(name.line), fix(facts, name))
                        : Findings.cause(
                                this, facts, Certainty.LIKELY, words(name), List.of(name.line), fix(facts, name)))
                .orElse(List.of());
    }

    /// The first that has an effect on whether TLS works, else the first.
    public static Optional<Misspelt> misspelt(Facts facts) {
        List<Misspelt> all = Stream.concat(written(facts), warned(facts)).toList();
        return all.stream()
                .filter(name -> !name.demands())
                .findFirst()
                .or(() -> all.stream().findFirst());
    }

    private static Map<String, CharSequence> words(Misspelt name) {
        return Map.of("parameter", name.name, "intended", name.meant);
    }

    private static Stream<Misspelt> written(Facts facts) {
        String source = facts.evidence().mainCf().map(given -> given.source()).orElse("main.cf");
        return facts.services().stream()
                .limit(1)
                .flatMap(service -> service.problems().stream())
                .flatMap(problem ->
                        problem instanceof Problem.UnknownParameter unknown ? Stream.of(unknown) : Stream.empty())
                .flatMap(unknown -> unknown
                        .meant()
                        .filter(name -> name.contains("tls"))
                        .map(meant -> new Misspelt(
                                unknown.entry().name(),
                                unknown.entry().value(),
                                meant,
                                Citation.line(
                                        source,
                                        unknown.entry().firstLine(),
                                        unknown.entry().name() + " = "
                                                + unknown.entry().value())))
                        .stream());
    }

    /// Postfix's own warning, where main.cf was not given.
    private static Stream<Misspelt> warned(Facts facts) {
        return UnusedParameter.in(facts).stream()
                .filter(_ -> facts.evidence().mainCf().isEmpty())
                .flatMap(unused -> Parameters.nearest(unused.name())
                        .map(meant -> new Misspelt(unused.name(), unused.value(), meant, unused.line()))
                        .stream());
    }

    /// The right name with the value, unless it is set already or better left alone; the line with the wrong one goes.
    private static List<Change> fix(Facts facts, Misspelt name) {
        List<Change> changes = new ArrayList<>();
        boolean set = facts.evidence()
                .mainCf()
                .filter(given -> given.content().entry(name.meant).isPresent())
                .isPresent();
        if (!name.demands() && !set) {
            changes.add(Change.mainCf(name.meant, name.value));
        }
        changes.add(Change.mainCf(name.name, ""));
        changes.add(Change.command("postfix reload"));
        return changes;
    }
}
