package postern.diagnosis;

import java.util.Optional;
import java.util.stream.Stream;
import postern.evidence.Problem;
import postern.postfix.MasterCf;

/// Puts a change where it counts: an option (`-o`) of the service in question hides what main.cf says (master(5)), so
/// that the option has to be changed. A finding that cites main.cf for the parameter means main.cf.
final class OverridingOption {
    private final Facts facts;

    OverridingOption(Facts facts) {
        this.facts = facts;
    }

    /// The finding with its changes where they have an effect.
    Finding fit(Finding finding) {
        return finding.with(
                finding.fix().stream().map(change -> fit(change, finding)).toList());
    }

    private Change fit(Change change, Finding finding) {
        boolean movable = (change.target() == Target.MAIN_CF
                        && !isCitedInMainCf(finding, change)
                        && !isTakenAway(finding, change))
                || (change.target() == Target.MASTER_CF && change.service().isEmpty());
        Optional<String> parameter = change.parameter().filter(_ -> movable);
        return parameter
                .flatMap(name -> overriding(name).map(service -> moved(change, service, name)))
                .orElse(change);
    }

    private static boolean isCitedInMainCf(Finding finding, Change change) {
        String parameter = change.parameter().orElse("");
        return finding.evidence().stream()
                .anyMatch(line -> line.text().strip().matches("(?s)" + parameter + "\\s*=.*"));
    }

    /// Whether the option goes, so that main.cf counts again.
    private static boolean isTakenAway(Finding finding, Change change) {
        return finding.fix().stream()
                .anyMatch(other -> other.target() == Target.MASTER_CF
                        && other.parameter().equals(change.parameter())
                        && other.value().filter(String::isBlank).isPresent());
    }

    private static Change moved(Change change, MasterCf.Service service, String parameter) {
        Change moved = change.value()
                .map(value -> value.isBlank()
                        ? Change.withoutOption(service, parameter)
                        : Change.masterCf(service, parameter, value))
                .orElseGet(() -> Change.masterCf(service, parameter));
        return change.instead() ? moved.asAlternative() : moved;
    }

    /// The service in question, if it has an option of the name.
    private Optional<MasterCf.Service> overriding(String parameter) {
        Stream<MasterCf.Service> candidates = facts.direction() == Problem.OUTBOUND
                ? services()
                        .filter(service ->
                                service.name().equals("smtp") && service.type().equals("unix"))
                : facts.mailService().flatMap(facts::line).stream();
        return candidates
                .filter(service -> service.options().stream()
                        .anyMatch(option -> option.name().equals(parameter)))
                .findFirst();
    }

    private Stream<MasterCf.Service> services() {
        return facts.evidence().masterCf().stream().flatMap(given -> given.content().services().stream());
    }
}
