package postern.report;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import postern.diagnosis.Change;
import postern.diagnosis.Citation;
import postern.diagnosis.Finding;
import postern.remedy.Forecast;
import postern.remedy.PeerForecast;
import postern.tls.Outcome;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A report as JSON, schema `postern/diagnosis/1`.
public final class JsonReport {
    private final ReportText text;

    private JsonReport(ReportText text) {
        this.text = text;
    }

    /// Writes the report as one indented object and leaves the stream open.
    public static void write(Report report, OutputStream out) throws IOException {
        Json.write(of(report), out);
    }

    /// Writes the report as one line and leaves the stream open.
    public static void writeLine(Report report, OutputStream out) throws IOException {
        Json.writeLine(of(report), out);
    }

    static ObjectNode of(Report report) {
        return new JsonReport(ReportText.in(Locale.ENGLISH)).node(report);
    }

    private ObjectNode node(Report report) {
        ObjectNode node = Json.object();
        node.put("schema", "postern/diagnosis/1");
        ArrayNode given = node.putArray("given");
        report.given().stream().map(Json::text).forEach(given::add);
        report.supplement()
                .comparison()
                .ifPresent(comparison -> node.set("comparison", ComparisonJson.of(comparison, text)));
        ArrayNode findings = node.putArray("findings");
        report.diagnosis().findings().forEach(finding -> findings.add(finding(finding)));
        RemedyJson.of(report).ifPresent(remedy -> node.set("remedy", remedy));
        report.supplement().service().ifPresent(service -> node.put("service", Json.text(service)));
        ArrayNode peers = node.putArray("peers");
        report.peers().forEach(peer -> peers.add(peer(peer)));
        ArrayNode others = node.putArray("others");
        report.others().forEach(other -> others.add(other(other)));
        List<ObjectNode> scans = report.scans().stream().map(ScanJson::of).toList();
        if (scans.size() == 1) {
            node.set("server", scans.getFirst());
        } else if (!scans.isEmpty()) {
            node.putArray("server").addAll(scans);
        }
        report.domain().ifPresent(domain -> node.set("domain", DomainJson.of(domain)));
        ArrayNode missing = node.putArray("missing");
        report.diagnosis()
                .missing()
                .forEach(evidence -> missing.addObject()
                        .put("what", text.findings().missing(evidence))
                        .put("command", Json.text(evidence.command())));
        return node;
    }

    private ObjectNode finding(Finding finding) {
        ObjectNode node = Json.object();
        node.put("cause", finding.cause());
        node.put("role", finding.role().id());
        node.put("certainty", finding.certainty().id());
        node.put("direction", finding.direction().id());
        node.put("title", Json.text(text.findings().title(finding)));
        node.put(
                "explanation",
                Json.text(text.findings().sentence(finding) + " "
                        + text.findings().explanation(finding)));
        ArrayNode evidence = node.putArray("evidence");
        finding.evidence().forEach(citation -> evidence.add(citation(citation)));
        ArrayNode fix = node.putArray("fix");
        finding.fix().forEach(change -> fix.add(change(change)));
        return node;
    }

    static ObjectNode citation(Citation citation) {
        ObjectNode node = Json.object();
        node.put("source", Json.text(citation.source()));
        citation.line().ifPresent(line -> node.put("line", line));
        node.put("text", Json.text(citation.text()));
        return node;
    }

    private static ObjectNode change(Change change) {
        ObjectNode node = Json.object();
        node.put("file", change.target().id());
        change.service().ifPresent(service -> node.put("service", Json.text(service)));
        change.parameter().ifPresent(parameter -> node.put("parameter", Json.text(parameter)));
        change.value().ifPresent(value -> node.put("value", Json.text(value)));
        change.command().ifPresent(command -> node.put("command", Json.text(command)));
        return change.instead() ? node.put("instead", true) : node;
    }

    private static ObjectNode peer(PeerForecast peer) {
        ObjectNode node = Json.object();
        node.put("name", Json.text(peer.name()));
        ArrayNode hosts = node.putArray("hosts");
        peer.hosts().stream().map(Json::text).forEach(hosts::add);
        node.putObject("sessions")
                .put("tls", peer.tls())
                .put("failed", peer.failed())
                .put("plaintext", peer.plaintext());
        node.set("now", forecast(peer.now()));
        node.set("after", forecast(peer.after()));
        return node;
    }

    private static ObjectNode other(PeerForecast other) {
        ObjectNode node = Json.object();
        node.put("id", Json.text(other.profile())).put("name", Json.text(other.name()));
        node.set("now", forecast(other.now()));
        node.set("after", forecast(other.after()));
        return node;
    }

    /// The handshake, and under `then` what becomes of the mail.
    static ObjectNode forecast(Forecast forecast) {
        ObjectNode node = Json.object();
        switch (forecast.outcome()) {
            case Outcome.Agreed(var version, var suite) -> {
                node.put("outcome", "agreed").put("version", version.toString());
                suite.ifPresent(agreed -> node.put("suite", agreed.opensslName()));
            }
            case Outcome.Refused(var reason) -> node.put("outcome", "refused").put("reason", reason.id());
            case Outcome.Undecided _ -> node.put("outcome", "unknown");
        }
        return node.put("then", forecast.delivery().id());
    }
}
