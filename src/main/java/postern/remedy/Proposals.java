package postern.remedy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import postern.diagnosis.Change;
import postern.diagnosis.Diagnosis;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.Role;
import postern.diagnosis.Target;

/// Collects the settings of main.cf that the findings want changed, each once, weightiest finding first.
public final class Proposals {
    private Proposals() {}

    /// The settings to change.
    ///
    /// @param chosen values to use in place of the proposed ones, by parameter; a parameter that no
    ///               finding names is taken along
    public static List<ProposedSetting> of(Diagnosis diagnosis, Facts facts, Map<String, String> chosen) {
        Map<String, ProposedSetting> settings = new LinkedHashMap<>();
        diagnosis.findings().stream()
                .filter(finding -> finding.role() == Role.CAUSE || finding.role() == Role.CONTRIBUTING)
                .forEach(finding -> finding.fix().forEach(change -> propose(finding, change, facts, settings)));
        chosen.forEach((parameter, value) -> settings.merge(
                parameter,
                new ProposedSetting(parameter, current(facts, parameter), value, value, ""),
                (proposed, _) -> proposed.withValue(value)));
        return List.copyOf(settings.values());
    }

    private static void propose(Finding finding, Change change, Facts facts, Map<String, ProposedSetting> settings) {
        if (change.target() == Target.MAIN_CF
                && change.parameter().isPresent()
                && change.value().isPresent()) {
            String parameter = change.parameter().get();
            String value = change.value().get();
            settings.putIfAbsent(
                    parameter,
                    new ProposedSetting(parameter, current(facts, parameter), value, value, finding.cause()));
        }
    }

    private static String current(Facts facts, String parameter) {
        return facts.mailService()
                .map(service -> service.settings().get(parameter).value())
                .orElse("");
    }
}
