package postern.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import postern.diagnosis.Finding;
import postern.diagnosis.Role;
import postern.probe.Concern;
import postern.report.Block.Banner;
import postern.report.Block.Issue;

/// The verdict and the findings in words.
final class Answers {
    private Answers() {}

    static Section verdict(Report report, ReportText text) {
        Banner banner = switch (Verdict.of(report)) {
            case WRONG -> wrong(report, text);
            case CONCERN -> concern(report, text);
            case NOT_IN_EFFECT -> new Banner(Tone.FAIR, "", "");
            case MENDABLE ->
                new Banner(
                        Tone.FAIR,
                        text.get("verdict.mendable"),
                        Verdict.advice(report.diagnosis())
                                .map(text.findings()::sentence)
                                .orElse(""));
            case NOTHING_WRONG ->
                new Banner(Tone.GOOD, text.get("verdict.nothing-wrong"), text.get("verdict.nothing-wrong.sentence"));
            case UNDECIDED -> new Banner(Tone.OPEN, text.get("verdict.undecided"), undecided(report, text));
        };
        return new Section(
                "verdict",
                "",
                List.of(Verdict.against(report)
                        .map(against -> notInEffect(against, banner, text))
                        .orElse(banner)));
    }

    /// A change that is not in effect is told before what is so without it.
    private static Banner notInEffect(Comparison.Contradiction against, Banner otherwise, ReportText text) {
        var words = new NotInEffect(against, text);
        return new Banner(otherwise.tone(), words.title(), words.before(otherwise.sentence()));
    }

    private static Banner wrong(Report report, ReportText text) {
        Finding answer = Verdict.answer(report.diagnosis()).orElseThrow();
        return new Banner(
                Tone.BAD,
                text.get(
                        "verdict.wrong",
                        text.get("certainty." + answer.certainty().id())),
                text.findings().sentence(answer));
    }

    /// Where a look came to an end before its time, that is what is known.
    private static String undecided(Report report, ReportText text) {
        var probe = new ProbeText(text);
        return report.scans().stream()
                .flatMap(scan -> probe.ended(scan).stream())
                .findFirst()
                .orElseGet(() -> text.get("verdict.undecided.sentence"));
    }

    private static Banner concern(Report report, ReportText text) {
        var probe = new ProbeText(text);
        return new Banner(
                Tone.BAD,
                text.get("verdict.concern"),
                report.scans().stream()
                        .flatMap(scan -> Concern.of(scan).stream())
                        .distinct()
                        .map(probe::of)
                        .collect(text.sentences()));
    }

    static Section causes(Report report, ReportText text) {
        Optional<Finding> answer = Verdict.answer(report.diagnosis());
        List<Block> issues = Stream.of(Role.CAUSE, Role.CONTRIBUTING)
                .flatMap(role -> report.diagnosis().withRole(role).stream())
                .map(finding -> issue(finding, answer.filter(finding::equals).isEmpty(), text))
                .toList();
        return new Section("causes", text.get("causes.title"), issues);
    }

    static Section harmless(Report report, ReportText text) {
        return new Section("harmless", text.get("harmless.title"), issues(report, Role.HARMLESS, text));
    }

    static Section advice(Report report, ReportText text) {
        return new Section("advice", text.get("advice.title"), issues(report, Role.ADVICE, text));
    }

    private static List<Block> issues(Report report, Role role, ReportText text) {
        return report.diagnosis().withRole(role).stream()
                .map(finding -> issue(finding, true, text))
                .toList();
    }

    /// The sentence of the answer stands in the verdict and is not repeated.
    private static Block issue(Finding finding, boolean withSentence, ReportText text) {
        List<String> paragraphs = new ArrayList<>();
        if (withSentence) {
            paragraphs.add(text.findings().sentence(finding));
        }
        paragraphs.add(text.findings().explanation(finding));
        boolean action = finding.role() != Role.HARMLESS && !finding.fix().isEmpty();
        return new Issue(
                tone(finding.role()),
                text.tag(finding),
                text.findings().title(finding),
                paragraphs,
                action ? text.get("issue.fix", text.findings().fix(finding)) : "");
    }

    private static Tone tone(Role role) {
        return switch (role) {
            case CAUSE -> Tone.BAD;
            case CONTRIBUTING -> Tone.FAIR;
            case HARMLESS -> Tone.GOOD;
            case ADVICE -> Tone.OPEN;
        };
    }
}
