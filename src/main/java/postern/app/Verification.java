package postern.app;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import postern.probe.Scan;
import postern.remedy.ProposedSetting;

/// What to run to see whether settings are in effect.
final class Verification {
    private Verification() {}

    static List<String> of(List<ProposedSetting> settings, List<Scan> scans) {
        List<String> commands = new ArrayList<>();
        String names = settings.stream()
                .filter(ProposedSetting::isOfMainCf)
                .map(setting -> " " + setting.parameter())
                .collect(Collectors.joining());
        if (!names.isEmpty()) {
            commands.add("postconf" + names);
        }
        settings.stream()
                .filter(setting -> !setting.isOfMainCf())
                .forEach(setting -> commands.add("postconf -P " + setting.name()));
        scans.forEach(scan -> commands.add("postern scan " + scan.endpoint()));
        return commands;
    }
}
