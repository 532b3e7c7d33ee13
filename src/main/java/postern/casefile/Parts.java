package postern.casefile;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import postern.certificate.Certificate;
import postern.dns.MailDomain;
import postern.evidence.Input;
import postern.evidence.Problem;
import postern.probe.Endpoint;
import postern.probe.Scan;
import postern.sender.SenderProfile;
import postern.sender.SenderProfiles;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The parts of a case in its JSON, each read for itself: one that cannot be read does not keep the others from being
/// read.
final class Parts {
    static final Set<String> NAMES = Set.of(
            "schema",
            "version",
            "saved",
            "asOf",
            "problem",
            "postfix",
            "openssl",
            "server",
            "domain",
            "settings",
            "anchors",
            "inputs",
            "scans",
            "published");

    private final ObjectNode node;
    private final List<String> unreadable = new ArrayList<>();

    Parts(ObjectNode node) {
        this.node = node;
    }

    /// Writes everything but the inputs.
    static void write(SavedCase saved, ObjectNode node) {
        saved.unknown().forEach(node::set);
        saved.asOf().ifPresent(day -> node.put("asOf", day.toString()));
        saved.problem().ifPresent(problem -> node.put("problem", problem.id()));
        saved.postfix().ifPresent(release -> node.put("postfix", release));
        saved.openssl().ifPresent(release -> node.put("openssl", release));
        saved.server().ifPresent(server -> node.set("server", CaseJson.tree(server)));
        saved.domain().ifPresent(domain -> node.put("domain", domain));
        node.set("settings", CaseJson.tree(saved.settings()));
        node.set("anchors", CaseJson.tree(saved.anchors()));
        node.set("scans", CaseJson.tree(saved.scans()));
        saved.published().ifPresent(published -> node.set("published", CaseJson.tree(published)));
    }

    SavedCase read(List<Input> inputs, Map<String, JsonNode> unknown) {
        return new SavedCase(
                text("asOf").flatMap(text -> converted("asOf", () -> LocalDate.parse(text))),
                text("problem").flatMap(Problem::named),
                text("postfix"),
                text("openssl"),
                one("server", Endpoint.class),
                text("domain"),
                settings(),
                each("anchors", Certificate.class),
                inputs,
                scans(),
                one("published", MailDomain.class),
                unknown);
    }

    /// The names of the parts that could not be read, after [#read].
    List<String> unreadable() {
        return List.copyOf(unreadable);
    }

    private Optional<String> text(String name) {
        return Optional.of(node.path(name)).filter(JsonNode::isString).map(JsonNode::asString);
    }

    private Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>();
        node.path("settings").properties().stream()
                .filter(setting -> setting.getValue().isString())
                .forEach(setting ->
                        settings.put(setting.getKey(), setting.getValue().asString()));
        return settings;
    }

    private <T> Optional<T> one(String name, Class<T> type) {
        return node.path(name).isObject()
                ? converted(name, () -> CaseJson.value(node.path(name), type))
                : Optional.empty();
    }

    private <T> List<T> each(String name, Class<T> type) {
        return node.path(name)
                .valueStream()
                .flatMap(each -> converted(name, () -> CaseJson.value(each, type)).stream())
                .toList();
    }

    /// Of senders only the ids are written: those that this version does not know are left out.
    private List<Scan> scans() {
        Set<String> known =
                Set.copyOf(SenderProfiles.all().stream().map(SenderProfile::id).toList());
        for (JsonNode scan : node.path("scans")) {
            if (scan.path("senders").isArray()) {
                scan.path("senders")
                        .asArray()
                        .removeIf(trial -> !known.contains(trial.path("sender").asString("")));
            }
        }
        return each("scans", Scan.class);
    }

    private <T> Optional<T> converted(String name, java.util.function.Supplier<T> reading) {
        try {
            return Optional.of(reading.get());
        } catch (JacksonException | java.time.DateTimeException | IllegalArgumentException | NullPointerException _) {
            // Another version may have written what this one cannot take; records refuse it in their own ways.
            if (!unreadable.contains(name)) {
                unreadable.add(name);
            }
            return Optional.empty();
        }
    }
}
