package postern.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import postern.certificate.ChainTrust;
import postern.diagnosis.Finding;
import postern.diagnosis.Role;
import postern.probe.Scan;
import postern.remedy.SenderChange;
import postern.report.Block.Cell;
import postern.report.Block.Paragraph;
import postern.report.Block.Table;
import postern.tls.ProtocolVersion;

/// A case before a change and after it, side by side.
final class Comparisons {
    private static final List<Integer> SHARES = List.of(34, 33, 33);

    private final Comparison comparison;
    private final ReportText text;

    private Comparisons(Comparison comparison, ReportText text) {
        this.comparison = comparison;
        this.text = text;
    }

    static Section section(Report report, ReportText text) {
        return new Section(
                "comparison",
                text.get("comparison.title"),
                report.supplement()
                        .comparison()
                        .map(comparison -> new Comparisons(comparison, text).blocks())
                        .orElse(List.of()));
    }

    private List<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        blocks.add(table("comparison.head.what", server()));
        List<List<Cell>> findings = findings();
        blocks.add(
                findings.isEmpty()
                        ? new Paragraph(text.get("comparison.no-findings"))
                        : table("comparison.head.finding", findings));
        if (!comparison.senders().isEmpty()) {
            blocks.add(table(
                    "comparison.head.sender",
                    comparison.senders().stream().map(this::sender).toList()));
        }
        ground().forEach(sentence -> blocks.add(new Paragraph(sentence)));
        return blocks;
    }

    private Table table(String head, List<List<Cell>> rows) {
        return new Table(
                List.of(text.get(head), text.get("comparison.head.before"), text.get("comparison.head.now")),
                SHARES,
                rows);
    }

    private List<List<Cell>> server() {
        List<List<Cell>> rows = new ArrayList<>();
        rows.add(List.of(
                Cell.of(text.get("comparison.verdict")), verdict(comparison.before()), verdict(comparison.now())));
        comparison
                .accepts()
                .forEach(accepted -> rows.add(List.of(
                        Cell.of(text.get("comparison.versions"), accepted.source()),
                        Cell.of(versions(accepted.before())),
                        Cell.of(versions(accepted.now())))));
        for (Comparison.Look look : comparison.looks()) {
            add(rows, "STARTTLS", look, startTls(look.before()), startTls(look.now()));
            add(rows, text.get("comparison.certificates"), look, trust(look.before()), trust(look.now()));
        }
        return rows;
    }

    /// What is the same needs no line.
    private static void add(List<List<Cell>> rows, String what, Comparison.Look look, String before, String now) {
        if (!before.equals(now)) {
            rows.add(List.of(Cell.of(what, look.endpoint().toString()), Cell.of(before), Cell.of(now)));
        }
    }

    private Cell verdict(Comparison.State state) {
        return switch (state.verdict()) {
            case WRONG -> verdict(Tone.BAD, "comparison.verdict.wrong", state);
            case CONCERN -> verdict(Tone.BAD, "verdict.concern", state);
            case NOTHING_WRONG -> verdict(Tone.GOOD, "verdict.nothing-wrong", state);
            case UNDECIDED -> verdict(Tone.OPEN, "verdict.undecided", state);
        };
    }

    private Cell verdict(Tone tone, String key, Comparison.State state) {
        return new Cell(tone, text.get(key), text.date(state.day()));
    }

    private String versions(Optional<List<ProtocolVersion>> versions) {
        return versions.map(known -> known.isEmpty()
                        ? text.get("comparison.versions.none")
                        : text.joined(
                                known.stream().map(ProtocolVersion::toString).toList()))
                .orElseGet(() -> text.get("comparison.unknown"));
    }

    private String startTls(Scan scan) {
        var probe = new ProbeText(text);
        return scan.failure()
                .map(stage -> text.get("examined.server.stopped", probe.of(stage.step()), probe.of(stage)))
                .orElseGet(() -> probe.of(scan.startTls()));
    }

    private String trust(Scan scan) {
        var probe = new ProbeText(text);
        List<String> trust = scan.chains().stream()
                .flatMap(served -> Stream.concat(
                        Stream.of(served.assessment().trust())
                                .filter(judged -> judged != ChainTrust.UNKNOWN)
                                .map(probe::of),
                        served.assessment().facts().stream().sorted().map(probe::of)))
                .distinct()
                .toList();
        return trust.isEmpty() ? text.get("comparison.unknown") : trust.stream().collect(text.sentences());
    }

    private List<List<Cell>> findings() {
        return Stream.of(
                        comparison.gone().stream()
                                .map(finding -> row(finding, tag(finding), cell(Tone.GOOD, "comparison.gone"))),
                        comparison.stayed().stream()
                                .map(finding -> row(finding, text.get("comparison.there"), is(finding))),
                        comparison.fresh().stream()
                                .map(finding -> row(finding, text.get("comparison.not-there"), is(finding))),
                        comparison.open().stream()
                                .map(finding -> row(finding, tag(finding), cell(Tone.OPEN, "comparison.open"))))
                .flatMap(rows -> rows)
                .toList();
    }

    private List<Cell> row(Finding finding, String before, Cell now) {
        return List.of(Cell.of(text.findings().title(finding)), Cell.of(before), now);
    }

    private Cell cell(Tone tone, String key) {
        return new Cell(tone, text.get(key), "");
    }

    private Cell is(Finding finding) {
        return new Cell(finding.role() == Role.ADVICE ? Tone.OPEN : Tone.BAD, tag(finding), "");
    }

    private String tag(Finding finding) {
        return text.tag(finding);
    }

    private List<Cell> sender(SenderChange sender) {
        return List.of(Cell.of(sender.name()), Peers.cell(sender.before(), text), Peers.cell(sender.now(), text));
    }

    private List<String> ground() {
        Comparison.Ground ground = comparison.ground();
        return Stream.of(
                        sentence("comparison.not-in-effect", ground.notInEffect()),
                        sentence("comparison.left-out", ground.leftOut()),
                        sentence("comparison.used-again", ground.usedAgain()),
                        sentence("comparison.outdated", ground.outdated()))
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<String> sentence(String key, List<String> names) {
        return names.isEmpty() ? Optional.empty() : Optional.of(text.get(key, text.list(names)));
    }
}
