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
        if (!settings.isEmpty()) {
            commands.add("postconf "
                    + settings.stream().map(ProposedSetting::parameter).collect(Collectors.joining(" ")));
        }
        scans.forEach(scan -> commands.add("postern scan " + scan.endpoint()));
        return commands;
    }
}
