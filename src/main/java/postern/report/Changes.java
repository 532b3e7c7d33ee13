package postern.report;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import postern.diagnosis.Change;
import postern.diagnosis.Finding;
import postern.diagnosis.Role;
import postern.diagnosis.Target;
import postern.remedy.Edit;
import postern.remedy.ProposedSetting;
import postern.remedy.Remedy;
import postern.report.Block.Cell;
import postern.report.Block.Listing;
import postern.report.Block.Table;

/// What to change, in every form that can be copied. What is to be done in words stands beside the cause.
final class Changes {
    private static final Set<Target> TOLD_ELSEWHERE = Set.of(Target.MAIN_CF, Target.MASTER_CF, Target.COMMAND);
    private static final Set<String> ACTIVATIONS = Set.of(Remedy.RELOAD, Remedy.RESTART);

    /// `postconf` tells the directory, which is not the same everywhere.
    private static final String PATCH = "cd \"$(postconf -h config_directory)\" && patch -p0 < ~/postern.patch";

    private final Remedy remedy;
    private final List<ProposedSetting> settings;
    private final List<Finding> mended;
    private final ReportText text;

    private Changes(Report report, ReportText text) {
        this.remedy = report.remedy();
        this.settings = report.settings();
        this.mended = Stream.of(Role.CAUSE, Role.CONTRIBUTING)
                .flatMap(role -> report.diagnosis().withRole(role).stream())
                .filter(finding -> !finding.fix().isEmpty())
                .toList();
        this.text = text;
    }

    static Section section(Report report, ReportText text) {
        return new Section("changes", text.get("changes.title"), new Changes(report, text).blocks());
    }

    private List<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        // A table must be there before main.cf names it.
        elsewhere().forEach((target, lines) -> add(blocks, fileCaption(target), lines));
        add(blocks, text.get("changes.lines"), mainCf());
        add(blocks, fileCaption(Target.MASTER_CF), masterCf());
        add(blocks, text.get("changes.commands"), remedy.commands());
        if (!settings.isEmpty()) {
            blocks.add(comparison());
        }
        add(blocks, text.get("changes.others"), otherCommands());
        add(blocks, text.get("changes.instead"), alternatives());
        add(blocks, text.get(remedy.restart() ? "changes.back.restart" : "changes.back.reload"), back());
        if (!remedy.patch().isEmpty()) {
            blocks.add(new Listing(
                    text.get("changes.patch"), remedy.patch().lines().toList()));
            blocks.add(new Listing(text.get("changes.patch.apply"), List.of(PATCH)));
        }
        return blocks;
    }

    private static void add(List<Block> blocks, String caption, List<String> lines) {
        if (!lines.isEmpty()) {
            blocks.add(new Listing(caption, lines));
        }
    }

    private String fileCaption(Target target) {
        return switch (target) {
            case DOVECOT_CONF -> text.get("changes.dovecot");
            case TLS_POLICY -> text.get("changes.policy");
            case OPENSSL_CNF -> text.get("changes.openssl");
            default -> text.get("changes.elsewhere", text.get("changes.file." + target.id()));
        };
    }

    /// Lines for files of others than Postfix, by file, in the notation of each.
    private Map<Target, List<String>> elsewhere() {
        Map<Target, List<String>> lines = new EnumMap<>(Target.class);
        changes()
                .filter(change -> !TOLD_ELSEWHERE.contains(change.target()))
                .forEach(change -> written(change).map(Changes::oneLine).ifPresent(line -> {
                    List<String> known = lines.computeIfAbsent(change.target(), _ -> new ArrayList<>());
                    if (!known.contains(line)) {
                        known.add(line);
                    }
                }));
        return lines;
    }

    /// A setting whose value only the owner knows is worth a line where the file has settings by name.
    private Optional<String> written(Change change) {
        if (change.value().isEmpty()) {
            return change.parameter()
                    .filter(_ -> change.target() == Target.DOVECOT_CONF)
                    .map(name -> text.get("changes.open", name));
        }
        String value = change.value().get();
        return change.parameter()
                .map(name -> value.isEmpty()
                        ? text.get("changes.remove", name)
                        : switch (change.target()) {
                            case TLS_POLICY, FILE, DNS -> name + " " + value;
                            default -> name + " = " + value;
                        });
    }

    /// The settings to make and to take out, then those whose value only the owner knows.
    private List<String> mainCf() {
        Stream<String> known = edits(Edit.Place.Main.class).map(this::written);
        Stream<String> open = changes()
                .filter(change ->
                        change.target() == Target.MAIN_CF && change.value().isEmpty())
                .flatMap(change -> change.parameter().stream())
                .map(name -> text.get("changes.open", name));
        return Stream.concat(known, open).distinct().toList();
    }

    private List<String> masterCf() {
        Map<String, List<String>> byService = new LinkedHashMap<>();
        edits(Edit.Place.Service.class)
                .forEach(edit -> byService
                        .computeIfAbsent(((Edit.Place.Service) edit.place()).label(), _ -> new ArrayList<>())
                        .add("  " + written(edit)));
        Stream<String> options = byService.entrySet().stream()
                .flatMap(service -> Stream.concat(
                        Stream.of(service.getKey())
                                .filter(name -> !name.isEmpty())
                                .map(name -> text.get("changes.service", name)),
                        service.getValue().stream()));
        Stream<String> services = changes().filter(Changes::isService).flatMap(change -> change.value().stream());
        return Stream.concat(services.distinct(), options).toList();
    }

    /// A whole line of master.cf.
    private static boolean isService(Change change) {
        return change.target() == Target.MASTER_CF && change.parameter().isEmpty();
    }

    private String written(Edit edit) {
        return edit.value().isPresent() ? edit.line() : text.get("changes.remove", edit.line());
    }

    private Stream<Edit> edits(Class<? extends Edit.Place> place) {
        return remedy.edits().stream().filter(edit -> place.isInstance(edit.place()));
    }

    private Table comparison() {
        List<String> heads = List.of(
                text.get("changes.head.parameter"), text.get("changes.head.now"), text.get("changes.head.after"));
        return new Table(
                heads,
                List.of(34, 33, 33),
                settings.stream()
                        .map(setting -> List.of(
                                Cell.of(setting.name()),
                                Cell.of(setting.current()
                                        .map(value -> value.isBlank() ? text.get("changes.empty") : value)
                                        .orElseGet(() -> text.get("changes.unknown"))),
                                Cell.of(setting.value().isBlank() ? text.get("changes.removed") : setting.value())))
                        .toList());
    }

    /// Without what makes it count, which is named once.
    private List<String> back() {
        return remedy.back().stream()
                .filter(command -> !ACTIVATIONS.contains(command))
                .toList();
    }

    /// Commands for what is no setting of Postfix.
    private List<String> otherCommands() {
        return changes()
                .filter(change ->
                        isService(change) || (change.target() != Target.MAIN_CF && change.target() != Target.MASTER_CF))
                .flatMap(change -> change.command().stream())
                .map(Changes::oneLine)
                .filter(command -> remedy.commands().isEmpty()
                        || !(ACTIVATIONS.contains(command) || remedy.before().contains(command)))
                .distinct()
                .toList();
    }

    /// Another way, as commands, or as lines with the file that each is for.
    private List<String> alternatives() {
        return mended.stream()
                .flatMap(finding -> finding.fix().stream())
                .filter(Change::instead)
                .flatMap(change -> change
                        .command()
                        .or(() -> written(change)
                                .map(line -> text.labelled(
                                        text.get("changes.file."
                                                + change.target().id()),
                                        line)))
                        .stream())
                .map(Changes::oneLine)
                .distinct()
                .toList();
    }

    private Stream<Change> changes() {
        return mended.stream().flatMap(finding -> finding.fix().stream()).filter(change -> !change.instead());
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\R", " ").strip();
    }
}
