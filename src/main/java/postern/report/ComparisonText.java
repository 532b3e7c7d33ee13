package postern.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import postern.certificate.ChainTrust;
import postern.diagnosis.Finding;
import postern.diagnosis.Role;
import postern.probe.Scan;
import postern.remedy.Forecast;
import postern.remedy.SenderChange;
import postern.report.Block.Cell;
import postern.report.Block.Paragraph;
import postern.report.Block.Table;
import postern.tls.ProtocolVersion;

/// A case before a change and after it in words, as reports and the window show it.
public final class ComparisonText {
    private static final List<Integer> SHARES = List.of(34, 33, 33);

    private final Comparison comparison;
    private final ReportText text;

    public ComparisonText(Comparison comparison, ReportText text) {
        this.comparison = comparison;
        this.text = text;
    }

    /// Something before and now.
    ///
    /// @param what   what is compared
    /// @param detail of what; may be empty
    public record Row(String what, String detail, Side before, Side now) {}

    /// One of both times.
    ///
    /// @param detail what is behind the words; may be empty
    public record Side(Tone tone, String words, String detail) {
        static Side of(String words) {
            return new Side(Tone.PLAIN, words, "");
        }
    }

    /// How a finding fared.
    public enum Fate {
        /// What is known now refutes it.
        GONE,
        /// It was there and is there.
        STAYED,
        /// It was not there.
        NEW,
        /// Nothing of now tells of it.
        OPEN
    }

    /// Findings that fared alike.
    ///
    /// @param caption how they fared, in a few words
    public record Group(Fate fate, String caption, List<Finding> findings) {
        public Group {
            findings = List.copyOf(findings);
        }
    }

    static Section section(Report report, ReportText text) {
        return new Section(
                "comparison",
                text.get("comparison.title"),
                report.supplement()
                        .comparison()
                        .map(comparison -> new ComparisonText(comparison, text).blocks())
                        .orElse(List.of()));
    }

    private List<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        blocks.add(table(
                "comparison.head.what",
                Stream.of(Stream.of(answer()), versions().stream(), looks().stream())
                        .flatMap(rows -> rows)
                        .toList()));
        List<Row> findings = findings();
        blocks.add(
                findings.isEmpty()
                        ? new Paragraph(text.get("comparison.no-findings"))
                        : table("comparison.head.finding", findings));
        if (!comparison.senders().isEmpty()) {
            blocks.add(table("comparison.head.sender", senders()));
        }
        ground().forEach(sentence -> blocks.add(new Paragraph(sentence)));
        return blocks;
    }

    private Table table(String head, List<Row> rows) {
        return new Table(
                List.of(text.get(head), text.get("comparison.head.before"), text.get("comparison.head.now")),
                SHARES,
                rows.stream()
                        .map(row -> List.of(Cell.of(row.what(), row.detail()), cell(row.before()), cell(row.now())))
                        .toList());
    }

    private static Cell cell(Side side) {
        return new Cell(side.tone(), side.words(), side.detail());
    }

    /// The answer in a few words, and for which day.
    public Row answer() {
        return new Row(text.get("comparison.verdict"), "", verdict(comparison.before()), verdict(comparison.now()));
    }

    /// The TLS versions that each server accepts, or that follow from what is set.
    public List<Row> versions() {
        return comparison.accepts().stream()
                .map(accepted -> new Row(
                        text.get("comparison.versions"),
                        accepted.source(),
                        Side.of(versions(accepted.before())),
                        Side.of(versions(accepted.now()))))
                .toList();
    }

    /// What else each server does otherwise; what is the same needs no row.
    private List<Row> looks() {
        return comparison.looks().stream()
                .flatMap(look -> Stream.of(
                        row("STARTTLS", look, startTls(look.before()), startTls(look.now())),
                        row(text.get("comparison.certificates"), look, trust(look.before()), trust(look.now()))))
                .filter(row -> !row.before().equals(row.now()))
                .toList();
    }

    private static Row row(String what, Comparison.Look look, String before, String now) {
        return new Row(what, look.endpoint().toString(), Side.of(before), Side.of(now));
    }

    private Side verdict(Comparison.State state) {
        return switch (state.verdict()) {
            case WRONG -> verdict(Tone.BAD, "comparison.verdict.wrong", state);
            case CONCERN -> verdict(Tone.BAD, "verdict.concern", state);
            case NOT_IN_EFFECT -> verdict(Tone.FAIR, "verdict.not-in-effect", state);
            case MENDABLE -> verdict(Tone.FAIR, "verdict.mendable", state);
            case NOTHING_WRONG -> verdict(Tone.GOOD, "verdict.nothing-wrong", state);
            case UNDECIDED -> verdict(Tone.OPEN, "verdict.undecided", state);
        };
    }

    private Side verdict(Tone tone, String key, Comparison.State state) {
        return new Side(tone, text.get(key), text.date(state.day()));
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

    private List<Row> findings() {
        return Stream.of(
                        comparison.gone().stream()
                                .map(finding -> row(finding, tag(finding), side(Tone.GOOD, "comparison.gone"))),
                        comparison.stayed().stream()
                                .map(finding -> row(finding, text.get("comparison.there"), is(finding))),
                        comparison.fresh().stream()
                                .map(finding -> row(finding, text.get("comparison.not-there"), is(finding))),
                        comparison.open().stream()
                                .map(finding -> row(finding, tag(finding), side(Tone.OPEN, "comparison.open"))))
                .flatMap(rows -> rows)
                .toList();
    }

    /// The findings by how they fared, what is gone first; none empty.
    public List<Group> groups() {
        return Stream.of(
                        new Group(Fate.GONE, text.get("comparison.gone"), comparison.gone()),
                        new Group(Fate.STAYED, text.get("comparison.stayed"), comparison.stayed()),
                        new Group(Fate.NEW, text.get("comparison.new"), comparison.fresh()),
                        new Group(Fate.OPEN, text.get("comparison.open"), comparison.open()))
                .filter(group -> !group.findings().isEmpty())
                .toList();
    }

    private Row row(Finding finding, String before, Side now) {
        return new Row(text.findings().title(finding), "", Side.of(before), now);
    }

    private Side side(Tone tone, String key) {
        return new Side(tone, text.get(key), "");
    }

    private Side is(Finding finding) {
        return new Side(finding.role() == Role.ADVICE ? Tone.OPEN : Tone.BAD, tag(finding), "");
    }

    private String tag(Finding finding) {
        return text.tag(finding);
    }

    private List<Row> senders() {
        return comparison.senders().stream().map(this::sender).toList();
    }

    private Row sender(SenderChange sender) {
        return new Row(text.name(sender), "", side(sender.before()), side(sender.now()));
    }

    private Side side(Forecast forecast) {
        return new Side(Peers.tone(forecast), text.delivery(forecast), text.outcome(forecast.outcome()));
    }

    /// What the answer of now rests on, a sentence each.
    public List<String> ground() {
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
