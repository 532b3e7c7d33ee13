package postern.remedy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import postern.diagnosis.Diagnosis;
import postern.diagnosis.Finding;
import postern.diagnosis.Role;
import postern.diagnosis.Target;
import postern.postfix.MainCf;
import postern.postfix.MasterCf;
import postern.postfix.PostfixRelease;

/// What to change in Postfix, in every form it can be done in, and how to take it back.
///
/// @param release whose `postconf` the commands are for
/// @param edits   what to change, each setting once, main.cf first
/// @param before  commands that fill tables, which must be there before main.cf names them
/// @param undoing what takes the edits back, as far as it is known what there was
/// @param files   the files of Postfix that were given as such, with the edits made
/// @param restart whether Postfix has to be stopped and started
public record Remedy(
        PostfixRelease release,
        List<Edit> edits,
        List<String> before,
        List<Edit> undoing,
        List<CorrectedFile> files,
        boolean restart) {
    public static final String RELOAD = "postfix reload";
    public static final String RESTART = "postfix stop && postfix start";

    /// "You need to stop and start Postfix when this parameter changes" (postconf(5)).
    private static final Set<String> NEED_RESTART = Set.of("inet_interfaces", "inet_protocols");

    private static final Pattern BUILDS_TABLE = Pattern.compile("post(?:map|alias) (?!-)");

    public Remedy {
        edits = List.copyOf(edits);
        before = List.copyOf(before);
        undoing = List.copyOf(undoing);
        files = List.copyOf(files);
    }

    /// Puts together what the causes want changed.
    ///
    /// @param settings the settings to make, as proposed or as somebody edited them
    public static Remedy of(Diagnosis diagnosis, List<ProposedSetting> settings, Configuration configuration) {
        List<Finding> mended = Stream.of(Role.CAUSE, Role.CONTRIBUTING)
                .flatMap(role -> diagnosis.withRole(role).stream())
                .toList();
        Map<List<Object>, Edit> edits = new LinkedHashMap<>();
        var master = new MasterEdits(configuration);
        settings.forEach(setting -> add(edits, master.of(setting)));
        mended.forEach(finding -> master.of(finding).forEach(edit -> add(edits, edit)));
        List<Edit> all = List.copyOf(edits.values());
        boolean restart = all.stream().anyMatch(edit -> NEED_RESTART.contains(edit.parameter()))
                || mended.stream()
                        .flatMap(finding -> finding.fix().stream())
                        .anyMatch(change -> change.command().equals(Optional.of(RESTART)));
        return new Remedy(
                configuration.release(),
                all,
                tables(mended),
                undoing(all, settings, configuration),
                files(all, configuration),
                restart);
    }

    private static List<String> tables(List<Finding> mended) {
        return mended.stream()
                .flatMap(finding -> finding.fix().stream())
                .filter(change -> !change.instead())
                .flatMap(change -> change
                        .command()
                        .filter(it -> change.target() == Target.TLS_POLICY
                                || BUILDS_TABLE.matcher(it).lookingAt())
                        .stream())
                .distinct()
                .toList();
    }

    private static void add(Map<List<Object>, Edit> edits, Edit edit) {
        edits.putIfAbsent(List.of(edit.place(), edit.parameter()), edit);
    }

    /// What makes the changes count.
    public String activation() {
        return restart ? RESTART : RELOAD;
    }

    /// The changes as commands, and what makes them count; empty if no command can make any.
    public List<String> commands() {
        return edits.isEmpty()
                ? List.of()
                : Stream.concat(before.stream(), commands(edits).stream()).toList();
    }

    /// The way back as commands, and what makes it count; empty if nothing is known about what there was.
    public List<String> back() {
        return commands(undoing);
    }

    private List<String> commands(List<Edit> of) {
        List<String> commands = new ArrayList<>(
                of.stream().flatMap(edit -> edit.command(release).stream()).toList());
        if (!commands.isEmpty()) {
            commands.add(activation());
        }
        return List.copyOf(commands);
    }

    /// The changes of all files given, as one patch; empty if there are none.
    public String patch() {
        return String.join("", files.stream().map(CorrectedFile::diff).toList());
    }

    private static List<CorrectedFile> files(List<Edit> edits, Configuration configuration) {
        List<CorrectedFile> files = new ArrayList<>();
        configuration.mainCfFile().ifPresent(file -> {
            MainCf changed = file;
            for (Edit edit : edits) {
                changed = edit.appliedTo(changed);
            }
            files.add(new CorrectedFile("main.cf", file.text(), changed.text()));
        });
        configuration.masterCfFile().ifPresent(file -> {
            MasterCf changed = file;
            for (Edit edit : edits) {
                changed = edit.appliedTo(changed);
            }
            files.add(new CorrectedFile("master.cf", file.text(), changed.text()));
        });
        return files;
    }

    private static List<Edit> undoing(List<Edit> edits, List<ProposedSetting> settings, Configuration configuration) {
        return edits.stream()
                .flatMap(edit -> switch (edit.place()) {
                    case Edit.Place.Main _ -> inMainCf(edit, settings, configuration).stream();
                    case Edit.Place.Service service -> inMasterCf(edit, service, configuration).stream();
                })
                .toList();
    }

    private static Optional<Edit> inMainCf(Edit edit, List<ProposedSetting> settings, Configuration configuration) {
        Optional<String> written = configuration
                .mainCf()
                .flatMap(file -> file.entry(edit.parameter()))
                .map(MainCf.Entry::value);
        if (written.isPresent() || configuration.whole()) {
            return Optional.of(new Edit(edit.place(), edit.parameter(), written));
        }
        return settings.stream()
                .filter(setting -> setting.isOfMainCf() && setting.parameter().equals(edit.parameter()))
                .flatMap(setting -> setting.current().stream())
                .map(value -> Edit.ofMainCf(edit.parameter(), value))
                .findFirst();
    }

    private static Optional<Edit> inMasterCf(Edit edit, Edit.Place.Service place, Configuration configuration) {
        return configuration
                .masterCf()
                .flatMap(file -> file.service(place.name(), place.type()))
                .map(service -> new Edit(
                        place,
                        edit.parameter(),
                        service.options().reversed().stream()
                                .filter(option -> option.name().equals(edit.parameter()))
                                .map(MasterCf.Option::value)
                                .findFirst()));
    }
}
