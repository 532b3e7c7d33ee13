package postern.remedy;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import postern.diagnosis.Change;
import postern.diagnosis.Finding;
import postern.diagnosis.Target;
import postern.postfix.MasterCf;

/// What findings want changed in master.cf, with the service each change belongs to.
final class MasterEdits {
    private final Optional<MasterCf> given;
    private final boolean braces;

    MasterEdits(Configuration configuration) {
        this.given = configuration.masterCf();
        this.braces = configuration.release().atLeast(3, 0);
    }

    /// What makes a setting, in main.cf or for a service, as somebody may have edited it.
    Edit of(ProposedSetting setting) {
        return switch (setting.place()) {
            case Edit.Place.Main _ -> Edit.ofMainCf(setting.parameter(), setting.value());
            case Edit.Place.Service(String name, String type) ->
                edit(
                        setting.place(),
                        given.flatMap(file -> file.service(name, type)),
                        setting.parameter(),
                        setting.value());
        };
    }

    Stream<Edit> of(Finding finding) {
        return finding.fix().stream()
                .filter(change -> change.target() == Target.MASTER_CF && !change.instead())
                .flatMap(change -> change.parameter().stream()
                        .flatMap(parameter ->
                                change.value().stream().map(value -> edit(finding, change, parameter, value))));
    }

    /// An empty value takes an option away; where the service has none, it is what overrides main.cf.
    private Edit edit(Finding finding, Change change, String parameter, String value) {
        Optional<MasterCf.Service> service = service(finding, change, parameter);
        Edit.Place.Service place = service.map(found -> new Edit.Place.Service(found.name(), found.type()))
                .orElseGet(() -> unseen(change, parameter));
        return edit(place, service, parameter, value);
    }

    private Edit edit(Edit.Place place, Optional<MasterCf.Service> service, String parameter, String value) {
        boolean takesAway =
                value.isBlank() && service.map(found -> has(found, parameter)).orElse(true);
        return new Edit(place, parameter, takesAway ? Optional.empty() : Optional.of(inOneWord(value)));
    }

    /// The service named; without a name the one whose option is cited, else the only one that has the option.
    private Optional<MasterCf.Service> service(Finding finding, Change change, String parameter) {
        if (change.service().isPresent()) {
            List<MasterCf.Service> named =
                    services(service -> service.name().equals(change.service().get()));
            return only(named)
                    .or(() -> only(named.stream()
                            .filter(service -> parameter.startsWith(service.command() + "_"))
                            .toList()));
        }
        List<MasterCf.Service> having = services(service -> has(service, parameter));
        return having.stream()
                .filter(service -> isCited(finding, service, parameter))
                .findFirst()
                .or(() -> only(having));
    }

    private List<MasterCf.Service> services(Predicate<MasterCf.Service> wanted) {
        return given.stream()
                .flatMap(file -> file.services().stream())
                .filter(wanted)
                .toList();
    }

    private static Optional<MasterCf.Service> only(List<MasterCf.Service> services) {
        return services.size() == 1 ? Optional.of(services.getFirst()) : Optional.empty();
    }

    private static boolean has(MasterCf.Service service, String parameter) {
        return service.options().stream().anyMatch(option -> option.name().equals(parameter));
    }

    private static boolean isCited(Finding finding, MasterCf.Service service, String parameter) {
        return finding.evidence().stream()
                .anyMatch(citation -> citation.text().contains(parameter)
                        && citation.line().stream()
                                .anyMatch(line -> line >= service.firstLine() && line <= service.lastLine()));
    }

    /// Where master.cf was not given, its usual services: servers listen on `inet`, clients are `unix`.
    private Edit.Place.Service unseen(Change change, String parameter) {
        boolean known = given.isEmpty() && change.service().isPresent();
        String type = !known ? "" : parameter.startsWith("smtp_") ? "unix" : "inet";
        return new Edit.Place.Service(change.service().orElse(""), type);
    }

    /// Before Postfix 3.0 an option cannot hold white space, but every list may have commas in its place.
    private String inOneWord(String value) {
        return braces ? value : value.strip().replaceAll("\\s*,\\s*|\\s+", ",");
    }
}
