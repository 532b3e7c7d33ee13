package postern.report;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.stream.Stream;
import postern.certificate.Certificate;
import postern.probe.Concern;
import postern.probe.Scan;
import postern.probe.ServedChain;
import postern.probe.Stage;
import postern.probe.Trouble;
import postern.tls.Answer;
import postern.tls.CipherSuite;
import postern.tls.NamedGroup;
import postern.tls.VersionSupport;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A scan as JSON, schema `postern/scan/1`.
public final class ScanJson {
    private ScanJson() {}

    /// Writes the scan as one indented object and leaves the stream open.
    public static void write(Scan scan, OutputStream out) throws IOException {
        Json.write(of(scan), out);
    }

    /// Writes the scan as one line and leaves the stream open.
    public static void writeLine(Scan scan, OutputStream out) throws IOException {
        Json.writeLine(of(scan), out);
    }

    static ObjectNode of(Scan scan) {
        ObjectNode node = Json.object();
        node.put("schema", "postern/scan/1");
        node.put("endpoint", Json.text(scan.endpoint().toString()));
        node.put("service", scan.endpoint().service().id());
        node.put("connections", scan.connections());
        node.put("seconds", scan.took().toMillis() / 1000.0);
        ArrayNode stages = node.putArray("stages");
        scan.stages().forEach(stage -> stages.add(stage(stage)));
        node.put("starttls", scan.startTls().id());
        ObjectNode versions = node.putObject("versions");
        scan.server().versions().forEach((version, support) -> versions.set(version.toString(), support(support)));
        ArrayNode groups = node.putArray("groups");
        scan.server().groups().items().stream().map(NamedGroup::toString).forEach(groups::add);
        scan.server().dhBits().ifPresent(bits -> node.put("dhBits", bits));
        ArrayNode chains = node.putArray("chains");
        Stream.concat(scan.chains().stream(), scan.traits().otherChains()).forEach(chain -> chains.add(chain(chain)));
        ArrayNode concerns = node.putArray("concerns");
        Concern.of(scan).forEach(concern -> concerns.add(concern.id()));
        if (scan.isThorough()) {
            node.set("thorough", TraitsJson.of(scan.traits()));
        }
        ArrayNode senders = node.putArray("senders");
        scan.senders().forEach(trial -> senders.add(TraitsJson.of(trial)));
        return node;
    }

    private static ObjectNode stage(Stage stage) {
        ObjectNode node = Json.object();
        node.put("stage", stage.step().id());
        node.put("outcome", stage.trouble().map(Trouble::id).orElse("ok"));
        switch (stage.trouble().orElse(null)) {
            case Trouble.ErrorReply(int code) when code > 0 -> node.put("code", code);
            case Trouble.Alert(int description) -> node.put("alert", description);
            case null, default -> {}
        }
        node.put("millis", stage.took().toMillis());
        if (!stage.said().isEmpty()) {
            node.put("said", Json.text(stage.said()));
        }
        return node;
    }

    private static ObjectNode support(VersionSupport support) {
        ObjectNode node = Json.object();
        switch (support) {
            case VersionSupport.Accepted(var suites, var order) -> {
                node.put("status", "accepted");
                node.put("order", order.name().toLowerCase(Locale.ROOT));
                ArrayNode names = node.putArray("suites");
                suites.items().stream().map(CipherSuite::opensslName).forEach(names::add);
                node.put("suitesComplete", suites.complete());
            }
            case VersionSupport.Refused(String why) ->
                node.put("status", "refused").put("why", Json.text(why));
            case VersionSupport.Unknown(String why) ->
                node.put("status", "unknown").put("why", Json.text(why));
        }
        return node;
    }

    private static ObjectNode chain(ServedChain chain) {
        ObjectNode node = Json.object();
        chain.sni().ifPresent(name -> node.put("sni", Json.text(name)));
        chain.chain().keyType().ifPresent(type -> node.put("keyType", type.name()));
        ArrayNode certificates = node.putArray("certificates");
        chain.chain().certificates().forEach(certificate -> certificates.add(certificate(certificate)));
        ArrayNode facts = node.putArray("facts");
        chain.assessment().facts().stream().sorted().forEach(fact -> facts.add(fact.id()));
        node.put("trust", chain.assessment().trust().id());
        if (chain.assessment().nameMatches() != Answer.UNKNOWN) {
            node.put("nameMatches", chain.assessment().nameMatches() == Answer.YES);
        }
        return node;
    }

    private static ObjectNode certificate(Certificate certificate) {
        ObjectNode node = Json.object();
        node.put("subject", Json.text(certificate.subject()));
        node.put("issuer", Json.text(certificate.issuer()));
        certificate.details().ifPresent(details -> {
            node.put("notAfter", details.notAfter().toString());
            node.put("sha256", details.sha256());
        });
        return node;
    }
}
