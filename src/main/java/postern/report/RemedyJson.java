package postern.report;

import java.util.List;
import java.util.Optional;
import postern.certificate.ChainFact;
import postern.remedy.Remedy;
import postern.remedy.RepairedChain;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What to do, as JSON: the changes of Postfix together, and certificates put in order.
final class RemedyJson {
    private RemedyJson() {}

    /// Empty where there is nothing of the kind.
    static Optional<ObjectNode> of(Report report) {
        Remedy remedy = report.remedy();
        ObjectNode node = Json.object();
        if (!remedy.edits().isEmpty()) {
            put(node, "commands", remedy.commands());
            node.put("activation", remedy.activation());
            put(node, "verify", Verification.settings(remedy));
            put(node, "back", remedy.back());
        }
        if (!remedy.patch().isEmpty()) {
            node.put("patch", Json.text(remedy.patch()));
        }
        if (!report.chains().isEmpty()) {
            ArrayNode chains = node.putArray("chains");
            report.chains().forEach(chain -> chains.add(chain(chain)));
        }
        return node.isEmpty() ? Optional.empty() : Optional.of(node);
    }

    private static ObjectNode chain(RepairedChain chain) {
        ObjectNode node = Json.object();
        node.put("seen", Json.text(chain.shownBy()));
        put(node, "facts", chain.faults().stream().map(ChainFact::id).sorted().toList());
        ArrayNode certificates = node.putArray("certificates");
        chain.certificates()
                .forEach(certificate -> certificates
                        .addObject()
                        .put("subject", Json.text(certificate.subject()))
                        .put("issuer", Json.text(certificate.issuer())));
        chain.missing().ifPresent(issuer -> node.put("missing", Json.text(issuer)));
        node.put("pem", String.join("\n", chain.pem()) + "\n");
        put(node, "commands", Chains.install(chain.place()));
        put(node, "back", Chains.back(chain.place()));
        return node;
    }

    private static void put(ObjectNode node, String name, List<String> texts) {
        ArrayNode array = node.putArray(name);
        texts.stream().map(Json::text).forEach(array::add);
    }
}
