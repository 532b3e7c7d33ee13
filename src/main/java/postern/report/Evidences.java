package postern.report;

import java.util.List;
import java.util.stream.Stream;
import postern.diagnosis.Citation;
import postern.diagnosis.Finding;
import postern.report.Block.Paragraph;
import postern.report.Block.Quotes;

/// What each finding rests on, in the evidence's own words.
final class Evidences {
    /// Enough to be convinced; the rest is of the same kind.
    private static final int SHOWN = 12;

    private Evidences() {}

    static Section section(Report report, ReportText text) {
        List<Block> blocks = report.diagnosis().findings().stream()
                .flatMap(finding -> quotes(finding, text))
                .toList();
        return new Section("evidence", text.get("evidence.title"), blocks);
    }

    private static Stream<Block> quotes(Finding finding, ReportText text) {
        List<Citation> all = finding.evidence();
        var quotes = new Quotes(
                text.findings().title(finding),
                all.stream().limit(SHOWN).map(text.findings()::evidence).toList());
        int more = all.size() - SHOWN;
        return more > 0 ? Stream.of(quotes, new Paragraph(text.get("evidence.more", more))) : Stream.of(quotes);
    }
}
