package postern.app;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import postern.probe.Scan;
import postern.remedy.ProposedSetting;

/// What to run to make settings and to see whether they are in effect.
final class SettingCommands {
    private SettingCommands() {}

    static List<String> change(List<ProposedSetting> settings) {
        if (settings.isEmpty()) {
            return List.of();
        }
        List<String> commands = new ArrayList<>(settings.stream()
                .map(setting -> setting.value().isBlank()
                        ? "postconf -X '" + setting.parameter() + "'"
                        : "postconf -e '" + setting.line().replace("'", "'\\''") + "'")
                .toList());
        commands.add("postfix reload");
        return commands;
    }

    static List<String> verify(List<ProposedSetting> settings, List<Scan> scans) {
        List<String> commands = new ArrayList<>();
        if (!settings.isEmpty()) {
            commands.add("postconf "
                    + settings.stream().map(ProposedSetting::parameter).collect(Collectors.joining(" ")));
        }
        scans.forEach(scan -> commands.add("postern scan " + scan.endpoint()));
        return commands;
    }
}
