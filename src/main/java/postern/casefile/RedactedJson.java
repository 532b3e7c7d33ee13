package postern.casefile;

import java.util.Base64;
import postern.redaction.Redaction;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// JSON with stand-ins in its texts. The names of its parts stay.
final class RedactedJson {
    /// The part that holds a certificate in base64.
    static final String DER = "der";

    private RedactedJson() {}

    static ObjectNode of(ObjectNode node, Redaction redaction) {
        ObjectNode redacted = JsonNodeFactory.instance.objectNode();
        node.properties()
                .forEach(part ->
                        redacted.set(name(part.getKey(), redaction), part(part.getKey(), part.getValue(), redaction)));
        return redacted;
    }

    /// Names are our own, but for settings of a service, which may be called by an address.
    private static String name(String name, Redaction redaction) {
        return name.contains("/") ? redaction.text(name) : name;
    }

    private static JsonNode part(String name, JsonNode value, Redaction redaction) {
        return switch (value) {
            case ObjectNode object -> of(object, redaction);
            case ArrayNode array -> {
                ArrayNode redacted = JsonNodeFactory.instance.arrayNode();
                array.forEach(item -> redacted.add(part("", item, redaction)));
                yield redacted;
            }
            case StringNode text
            when name.equals(DER) -> StringNode.valueOf(certificate(text.stringValue(), redaction));
            case StringNode text -> StringNode.valueOf(redaction.text(text.stringValue()));
            default -> value;
        };
    }

    private static String certificate(String base64, Redaction redaction) {
        return Base64.getEncoder()
                .encodeToString(redaction.certificate(Base64.getDecoder().decode(base64)));
    }
}
