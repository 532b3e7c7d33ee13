package postern.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import postern.diagnosis.MissingEvidence;
import postern.probe.Scan;
import postern.remedy.PeerForecast;
import postern.report.Block.Cell;
import postern.report.Block.Fact;
import postern.report.Block.Facts;
import postern.report.Block.Listing;
import postern.report.Block.Paragraph;
import postern.report.Block.Table;
import postern.tls.Answer;
import postern.tls.ProtocolVersion;
import postern.tls.VersionSupport;

/// What was examined, what was not, and what would tell more.
final class Scope {
    private Scope() {}

    static Section examined(Report report, ReportText text) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact(
                text.get("examined.given"),
                report.given().isEmpty() ? text.get("examined.given.none") : text.list(report.given())));
        report.release().ifPresent(release -> facts.add(new Fact(text.get("examined.release"), release)));
        report.scans()
                .forEach(scan -> facts.add(new Fact(
                        text.get("examined.server"),
                        text.labelled(
                                scan.endpoint().toString(),
                                Stream.concat(Stream.of(seen(scan, text)), untested(scan, text).stream())
                                        .collect(text.sentences())))));
        if (report.scans().isEmpty()) {
            facts.add(new Fact(text.get("examined.server"), text.get("examined.server.none")));
        }
        long sessions = report.peers().stream()
                .mapToLong(peer -> peer.tls() + peer.failed() + peer.plaintext())
                .sum();
        long seen = report.peers().stream().filter(PeerForecast::wasSeen).count();
        facts.add(new Fact(
                text.get("examined.log"),
                seen == 0 ? text.get("examined.log.none") : text.get("examined.log.count", sessions, seen)));
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Facts(facts));
        report.remarks().forEach(remark -> blocks.add(new Paragraph(remark)));
        digests(report, text).ifPresent(blocks::add);
        return new Section("examined", text.get("examined.title"), blocks);
    }

    private static Optional<Block> digests(Report report, ReportText text) {
        Map<String, String> sha256 = report.supplement().sha256();
        return sha256.isEmpty()
                ? Optional.empty()
                : Optional.of(new Table(
                        List.of(text.get("examined.head.input"), text.get("examined.head.digest")),
                        List.of(30, 70),
                        sha256.entrySet().stream()
                                .sorted(Map.Entry.comparingByKey())
                                .map(input -> List.of(Cell.of(input.getKey()), Cell.of("", input.getValue())))
                                .toList()));
    }

    private static String seen(Scan scan, ReportText text) {
        var probe = new ProbeText(text);
        return scan.failure()
                .map(stage -> text.get("examined.server.stopped", probe.of(stage.step()), probe.of(stage)))
                .orElseGet(() -> scan.server().accepted().isEmpty()
                        ? probe.of(scan.startTls())
                        : text.get(
                                "examined.server.accepts",
                                versions(scan.server().accepted(), text)));
    }

    /// Versions that could not be tried, with the reason for each.
    private static Optional<String> untested(Scan scan, ReportText text) {
        List<String> versions = scan.server().versions().entrySet().stream()
                .filter(entry -> scan.server().speaks(entry.getKey()) == Answer.UNKNOWN)
                .map(entry -> entry.getValue() instanceof VersionSupport.Unknown(String why)
                        ? text.get("examined.server.untested.version", entry.getKey(), why)
                        : entry.getKey().toString())
                .toList();
        return versions.isEmpty()
                ? Optional.empty()
                : Optional.of(text.get("examined.server.untested", text.joined(versions)));
    }

    private static String versions(List<ProtocolVersion> versions, ReportText text) {
        return text.list(versions.stream().map(ProtocolVersion::toString).toList());
    }

    static Section missing(Report report, ReportText text) {
        List<Block> blocks = report.diagnosis().missing().stream()
                .flatMap(missing -> words(missing, text))
                .toList();
        return new Section("missing", text.get("missing.title"), blocks);
    }

    private static Stream<Block> words(MissingEvidence missing, ReportText text) {
        var words = new Paragraph(text.findings().missing(missing));
        return missing.command().isBlank()
                ? Stream.of(words)
                : Stream.of(words, new Listing(text.get("missing.command"), List.of(missing.command())));
    }
}
