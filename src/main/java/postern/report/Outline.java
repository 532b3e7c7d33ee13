package postern.report;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A report as sections in reading order: the answer and what to do first, the technical ground after it.
/// Every writer shows the same outline.
///
/// @param title    what the report is about
/// @param summary  when and by what it was made
/// @param firm     who hands it out
/// @param sections in reading order, none empty
record Outline(String title, String summary, Optional<Letterhead> firm, List<Section> sections) {
    Outline {
        sections = List.copyOf(sections);
    }

    static Outline of(Report report, ReportText text) {
        List<Section> sections = Stream.of(
                        Answers.verdict(report, text),
                        ComparisonText.section(report, text),
                        Peers.section(report, text),
                        Answers.causes(report, text),
                        Charts.section(report, text),
                        Changes.section(report, text),
                        Chains.section(report, text),
                        Verification.section(report, text),
                        Answers.harmless(report, text),
                        Answers.advice(report, text),
                        OtherSenders.section(report, text),
                        Evidences.section(report, text),
                        Scope.examined(report, text),
                        Scope.missing(report, text),
                        Domains.section(report, text),
                        Scans.section(report, text))
                .filter(section -> !section.isEmpty())
                .toList();
        return new Outline(
                title(report, text),
                text.get("report.summary", text.date(report.asOf()), report.version()),
                report.supplement().firm(),
                sections);
    }

    private static String title(Report report, ReportText text) {
        List<String> hosts = report.scans().stream()
                .map(scan -> scan.endpoint().host())
                .distinct()
                .toList();
        return hosts.isEmpty() ? text.get("report.title") : text.get("report.title.hosts", text.list(hosts));
    }
}
