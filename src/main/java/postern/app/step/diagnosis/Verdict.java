package postern.app.step.diagnosis;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import postern.app.text.Texts;
import postern.diagnosis.Finding;
import postern.diagnosis.Wording;
import postern.probe.Concern;
import postern.report.NotInEffect;
import postern.report.ProbeText;
import postern.report.Report;
import postern.report.ReportText;

/// The first thing to read.
///
/// @param kind     what kind of answer it is
/// @param title    the answer in a few words
/// @param sentence the answer with the case's own values
/// @param finding  the cause; empty if none was found
record Verdict(Kind kind, String title, String sentence, Optional<Finding> finding) {

    /// Kinds of answer.
    enum Kind {
        /// The cause is known.
        CAUSE,
        /// A change that was made is not in effect, and nothing else is known to be wrong.
        NOT_IN_EFFECT,
        /// No cause was found, and something stood in the way of looking everywhere.
        UNDECIDED,
        /// No mail is stopped, and there is something to mend.
        MENDABLE,
        /// Nothing is wrong.
        HEALTHY;

        String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Verdict of(Report report, boolean stopped, Wording wording, Texts texts) {
        Verdict without = withoutChange(report, stopped, wording, texts);
        return postern.report.Verdict.against(report)
                .map(against -> without.after(
                        new NotInEffect(against, ReportText.in(texts.locale())), postern.report.Verdict.of(report)))
                .orElse(without);
    }

    /// A change that is not in effect is told before what is so without it, as in reports.
    private Verdict after(NotInEffect words, postern.report.Verdict reported) {
        return reported == postern.report.Verdict.NOT_IN_EFFECT
                ? new Verdict(Kind.NOT_IN_EFFECT, words.title(), words.before(""), finding)
                : new Verdict(kind, words.title(), words.before(sentence), finding);
    }

    private static Verdict withoutChange(Report report, boolean stopped, Wording wording, Texts texts) {
        return report.diagnosis()
                .cause()
                .map(cause ->
                        new Verdict(Kind.CAUSE, wording.title(cause), wording.sentence(cause), Optional.of(cause)))
                .orElseGet(() -> withoutCause(report, stopped, wording, texts));
    }

    private static Verdict withoutCause(Report report, boolean stopped, Wording wording, Texts texts) {
        List<Concern> concerns = report.scans().stream()
                .flatMap(scan -> Concern.of(scan).stream())
                .distinct()
                .toList();
        var probe = new ProbeText(ReportText.in(texts.locale()));
        if (!concerns.isEmpty()) {
            return new Verdict(
                    Kind.UNDECIDED,
                    texts.get("diagnosis.verdict.title.concern"),
                    concerns.stream().map(probe::of).collect(Collectors.joining(" ")),
                    Optional.empty());
        }
        // As the report says: both show the same answer.
        if (!stopped && postern.report.Verdict.of(report) == postern.report.Verdict.MENDABLE) {
            return postern.report.Verdict.advice(report.diagnosis())
                    .map(advice -> new Verdict(
                            Kind.MENDABLE,
                            texts.get("diagnosis.verdict.title.mendable"),
                            wording.sentence(advice),
                            Optional.empty()))
                    .orElseThrow();
        }
        boolean healthy = !stopped && postern.report.Verdict.of(report) == postern.report.Verdict.NOTHING_WRONG;
        Kind kind = healthy ? Kind.HEALTHY : Kind.UNDECIDED;
        return new Verdict(
                kind,
                texts.pick("diagnosis.verdict.title", kind.id()),
                report.scans().stream()
                        .flatMap(scan -> probe.ended(scan).stream())
                        .findFirst()
                        .filter(_ -> kind == Kind.UNDECIDED && !stopped)
                        .orElseGet(() -> texts.pick("diagnosis.verdict.sentence", kind.id())),
                Optional.empty());
    }
}
