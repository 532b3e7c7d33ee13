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
import postern.diagnosis.Role;
import postern.evidence.Problem;
import postern.postfix.Setting;

/// The protocol list leaves nothing that the installed library speaks. The list itself is proof enough.
public final class ProtocolListExcludesAll implements Cause {
    @Override
    public List<Finding> examine(Facts facts) {
        return facts.mailService().stream()
                .filter(_ -> facts.direction() != Problem.OUTBOUND)
                .flatMap(service -> service.problems().stream())
                .flatMap(problem -> problem instanceof postern.postfix.Problem.NoProtocolEnabled(Setting setting)
                        ? Stream.of(setting)
                        : Stream.empty())
                .limit(1)
                .map(setting -> finding(facts, setting))
                .toList();
    }

    private Finding finding(Facts facts, Setting setting) {
        Stream<Citation> logged = facts.events("lib.problem", "lib.problem.pid", "lib.problem.cut")
                .filter(event -> event.event().line().text().contains("no protocols available"))
                .map(Facts.Logged::citation)
                .limit(1);
        return new Finding(
                id(),
                Role.CAUSE,
                Certainty.PROVEN,
                facts.direction(),
                Map.of("parameter", setting.name(), "value", setting.value()),
                Stream.concat(Stream.of(facts.citation(setting)), logged).toList(),
                List.of(Change.mainCf(setting.name(), WidestProtocols.of(facts)), Change.command("postfix reload")));
    }
}
