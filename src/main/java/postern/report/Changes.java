package postern.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import postern.diagnosis.Change;
import postern.diagnosis.Finding;
import postern.diagnosis.Role;
import postern.diagnosis.Target;
import postern.remedy.ProposedSetting;
import postern.report.Block.Cell;
import postern.report.Block.Listing;
import postern.report.Block.Paragraph;
import postern.report.Block.Table;

/// What to change, in a form that can be copied.
final class Changes {
    private static final String RELOAD = "postfix reload";

    private Changes() {}

    static Section section(Report report, ReportText text) {
        List<Finding> mended = Stream.of(Role.CAUSE, Role.CONTRIBUTING)
                .flatMap(role -> report.diagnosis().withRole(role).stream())
                .filter(finding -> !finding.fix().isEmpty())
                .toList();
        List<Block> blocks = new ArrayList<>();
        mended.forEach(finding -> blocks.add(new Paragraph(text.findings().fix(finding))));
        if (!report.settings().isEmpty()) {
            blocks.add(new Listing(
                    text.get("changes.lines"),
                    report.settings().stream().map(Changes::line).toList()));
            blocks.add(new Listing(text.get("changes.commands"), commands(report.settings())));
            blocks.add(comparison(report.settings(), text));
        }
        List<String> others = otherCommands(mended).stream()
                .filter(command -> report.settings().isEmpty() || !command.equals(RELOAD))
                .toList();
        if (!others.isEmpty()) {
            blocks.add(new Listing(text.get("changes.others"), others));
        }
        return new Section("changes", text.get("changes.title"), blocks);
    }

    /// A line of main.cf. Line breaks would end the setting, so they become blanks.
    private static String line(ProposedSetting setting) {
        return oneLine(setting.line());
    }

    private static List<String> commands(List<ProposedSetting> settings) {
        Stream<String> edits = settings.stream().map(setting -> "postconf -e " + Shell.quoted(line(setting)));
        return Stream.concat(edits, Stream.of(RELOAD)).toList();
    }

    private static Table comparison(List<ProposedSetting> settings, ReportText text) {
        List<String> heads = List.of(
                text.get("changes.head.parameter"), text.get("changes.head.now"), text.get("changes.head.after"));
        return new Table(
                heads,
                List.of(34, 33, 33),
                settings.stream()
                        .map(setting -> List.of(
                                Cell.of(setting.parameter()),
                                Cell.of(valueOr(setting.current(), text)),
                                Cell.of(valueOr(setting.value(), text))))
                        .toList());
    }

    private static String valueOr(String value, ReportText text) {
        return value.isBlank() ? text.get("changes.empty") : value;
    }

    /// Commands for what is not a setting of main.cf.
    private static List<String> otherCommands(List<Finding> findings) {
        return findings.stream()
                .flatMap(finding -> finding.fix().stream())
                .filter(change -> change.target() != Target.MAIN_CF)
                .map(Change::command)
                .flatMap(Optional::stream)
                .map(Changes::oneLine)
                .distinct()
                .toList();
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\R", " ").strip();
    }
}
