package postern.remedy;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import postern.diagnosis.Change;
import postern.diagnosis.Diagnosis;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.Role;
import postern.diagnosis.Target;
import postern.postfix.MasterCf;

/// Collects the settings of main.cf and of services in master.cf that the findings want changed, each once,
/// weightiest finding first.
public final class Proposals {
    private final Facts facts;
    private final Optional<MasterCf> masterCf;
    private final Map<String, ProposedSetting> settings = new LinkedHashMap<>();

    private Proposals(Facts facts) {
        this.facts = facts;
        this.masterCf = facts.evidence().masterCf().map(given -> given.content());
    }

    /// The settings to change, those of main.cf first. An option is only among them if master.cf has the
    /// service.
    ///
    /// @param chosen values to use in place of the proposed ones, by [SettingName]; a setting that no
    /// finding names is taken along
    public static List<ProposedSetting> of(Diagnosis diagnosis, Facts facts, Map<String, String> chosen) {
        var proposals = new Proposals(facts);
        var master = new MasterEdits(Configuration.of(facts));
        diagnosis.findings().stream()
                .filter(finding -> finding.role() == Role.CAUSE || finding.role() == Role.CONTRIBUTING)
                .forEach(finding -> {
                    finding.fix().stream()
                            .filter(change -> !change.instead())
                            .forEach(change -> proposals.propose(finding, change));
                    master.of(finding)
                            .forEach(edit -> proposals.propose(
                                    finding,
                                    edit.place(),
                                    edit.parameter(),
                                    edit.value().orElse("")));
                });
        chosen.forEach((name, value) -> SettingName.parse(name).ifPresent(known -> proposals.choose(known, value)));
        return proposals.settings.values().stream()
                .sorted(Comparator.comparing(setting -> !setting.isOfMainCf()))
                .toList();
    }

    private void propose(Finding finding, Change change) {
        if (change.target() == Target.MAIN_CF
                && change.parameter().isPresent()
                && change.value().isPresent()) {
            propose(
                    finding,
                    new Edit.Place.Main(),
                    change.parameter().get(),
                    change.value().get());
        }
    }

    private void propose(Finding finding, Edit.Place place, String parameter, String value) {
        if (exists(place)) {
            var setting =
                    new ProposedSetting(place, parameter, current(place, parameter), value, value, finding.cause());
            settings.putIfAbsent(setting.name(), setting);
        }
    }

    private void choose(SettingName name, String value) {
        if (exists(name.place())) {
            Optional<String> current = current(name.place(), name.parameter());
            var setting = new ProposedSetting(name.place(), name.parameter(), current, value, value, "");
            settings.merge(setting.name(), setting, (proposed, _) -> proposed.withValue(value));
        }
    }

    /// Whether there is such a service, where it is to be one of a service.
    private boolean exists(Edit.Place place) {
        return switch (place) {
            case Edit.Place.Main _ -> true;
            case Edit.Place.Service(String name, String type) ->
                masterCf.flatMap(file -> file.service(name, type)).isPresent();
        };
    }

    /// What counts now; empty if it is not known.
    private Optional<String> current(Edit.Place place, String parameter) {
        return switch (place) {
            case Edit.Place.Main _ ->
                facts.evidence()
                        .mainCf()
                        .flatMap(_ -> facts.mailService())
                        .map(service -> service.settings().get(parameter).value());
            case Edit.Place.Service(String name, String type) ->
                masterCf.flatMap(file -> file.service(name, type)).map(service -> current(service, parameter));
        };
    }

    private String current(MasterCf.Service service, String parameter) {
        return facts.services().stream()
                .filter(known -> known.line() == service.firstLine())
                .findFirst()
                .map(known -> known.settings().get(parameter).value())
                .orElseGet(() -> service.options().reversed().stream()
                        .filter(option -> option.name().equals(parameter))
                        .map(MasterCf.Option::value)
                        .findFirst()
                        .orElse(""));
    }
}
