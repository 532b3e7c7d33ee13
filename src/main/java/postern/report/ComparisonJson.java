package postern.report;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import postern.diagnosis.Finding;
import postern.remedy.SenderChange;
import postern.tls.ProtocolVersion;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A case before a change and after it, as JSON.
final class ComparisonJson {
    private ComparisonJson() {}

    static ObjectNode of(Comparison comparison, ReportText text) {
        ObjectNode node = Json.object();
        node.set("before", state(comparison.before()));
        node.set("now", state(comparison.now()));
        put(node, "gone", comparison.gone(), text);
        put(node, "stayed", comparison.stayed(), text);
        put(node, "new", comparison.fresh(), text);
        put(node, "open", comparison.open(), text);
        ArrayNode senders = node.putArray("senders");
        comparison.senders().forEach(sender -> senders.add(sender(sender)));
        ArrayNode versions = node.putArray("versions");
        comparison.accepts().forEach(accepted -> {
            ObjectNode known = versions.addObject().put("source", Json.text(accepted.source()));
            put(known, "before", accepted.before());
            put(known, "now", accepted.now());
        });
        Comparison.Ground ground = comparison.ground();
        names(node, "usedAgain", ground.usedAgain());
        names(node, "outdated", ground.outdated());
        names(node, "notInEffect", ground.notInEffect());
        ground.against().ifPresent(against -> node.set("against", against(against)));
        names(node, "leftOut", ground.leftOut());
        return node;
    }

    private static ObjectNode against(Comparison.Contradiction against) {
        ObjectNode node = Json.object();
        node.set("setting", JsonReport.citation(against.setting()));
        node.put("server", Json.text(against.server().toString()));
        put(node, "said", Optional.of(against.said()));
        put(node, "done", Optional.of(against.done()));
        return node;
    }

    private static ObjectNode state(Comparison.State state) {
        return Json.object()
                .put("verdict", state.verdict().name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .put("day", state.day().toString());
    }

    private static void put(ObjectNode node, String name, List<Finding> findings, ReportText text) {
        ArrayNode array = node.putArray(name);
        findings.forEach(finding -> array.addObject()
                .put("cause", finding.cause())
                .put("role", finding.role().id())
                .put("certainty", finding.certainty().id())
                .put("direction", finding.direction().id())
                .put("title", Json.text(text.findings().title(finding))));
    }

    private static ObjectNode sender(SenderChange sender) {
        ObjectNode node = Json.object();
        node.put("name", Json.text(sender.name())).put("seen", sender.seen());
        node.set("before", JsonReport.forecast(sender.before()));
        node.set("now", JsonReport.forecast(sender.now()));
        return node;
    }

    private static void put(ObjectNode node, String name, Optional<List<ProtocolVersion>> versions) {
        versions.ifPresent(known -> {
            ArrayNode array = node.putArray(name);
            known.stream().map(ProtocolVersion::toString).forEach(array::add);
        });
    }

    private static void names(ObjectNode node, String name, List<String> names) {
        ArrayNode array = node.putArray(name);
        names.stream().map(Json::text).forEach(array::add);
    }
}
