package postern.app.step.diagnosis;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import postern.app.text.Texts;
import postern.diagnosis.Role;
import postern.diagnosis.Wording;
import postern.remedy.Forecast;
import postern.remedy.SenderChange;
import postern.report.Comparison;
import postern.report.ComparisonText;
import postern.report.ReportText;

/// A case before a change and after it, in the words of reports.
///
/// @param facts   the answer, and what settings allow, before and now
/// @param groups  findings by how they fared; empty if nothing was found at either time
/// @param senders those that fare otherwise than before
/// @param looks   the server side by side; empty where it was not looked at twice
/// @param ground  what the answer rests on, a sentence each
record Compared(
        List<ComparisonText.Row> facts,
        List<Group> groups,
        List<Sender> senders,
        ComparisonRows looks,
        List<String> ground) {
    Compared {
        facts = List.copyOf(facts);
        groups = List.copyOf(groups);
        senders = List.copyOf(senders);
        ground = List.copyOf(ground);
    }

    /// Findings that fared alike.
    record Group(ComparisonText.Fate fate, String caption, List<Line> lines) {
        Group {
            lines = List.copyOf(lines);
        }
    }

    /// A finding in a few words.
    record Line(Role role, String title) {}

    /// A sender whose mail arrives otherwise than before.
    record Sender(String name, Forecast before, Forecast now) {}

    static Compared of(Comparison comparison, Texts texts) {
        var words = new ComparisonText(comparison, ReportText.in(texts.locale()));
        Wording wording = Wording.in(texts.locale());
        List<String> looked = comparison.looks().stream()
                .map(look -> look.endpoint().toString())
                .toList();
        return new Compared(
                Stream.concat(
                                Stream.of(words.answer()),
                                // What a server accepts stands among the looks, side by side.
                                words.versions().stream().filter(row -> !looked.contains(row.detail())))
                        .toList(),
                words.groups().stream().map(group -> group(group, wording)).toList(),
                comparison.senders().stream()
                        .filter(SenderChange::isOtherwise)
                        .map(sender -> sender(sender, texts.locale()))
                        .toList(),
                ComparisonRows.of(comparison.looks(), texts),
                words.ground());
    }

    private static Group group(ComparisonText.Group group, Wording wording) {
        return new Group(
                group.fate(),
                group.caption(),
                group.findings().stream()
                        .map(finding -> new Line(finding.role(), wording.title(finding)))
                        .toList());
    }

    private static Sender sender(SenderChange sender, Locale language) {
        return new Sender(sender.name(language), sender.before(), sender.now());
    }
}
