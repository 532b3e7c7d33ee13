package postern.report;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.StringNode;

/// Checks JSON against the published schemas, as far as these use the language of JSON Schema. A word it does
/// not know is an error, so that nothing is passed over in silence.
public final class JsonShape {
    private static final Map<String, JsonNode> SCHEMAS = Map.of(
            "postern/diagnosis/1", read("diagnosis-1.schema.json"),
            "postern/scan/1", read("scan-1.schema.json"),
            "postern/log/1", read("log-1.schema.json"),
            "postern/case/1", read("/postern/casefile/case-1.schema.json"));

    private final JsonNode root;
    private final List<String> complaints = new ArrayList<>();

    private JsonShape(JsonNode root) {
        this.root = root;
    }

    /// What is wrong with a document; empty if it fits the schema it names.
    public static List<String> complaints(JsonNode document) {
        JsonNode schema =
                Objects.requireNonNull(SCHEMAS.get(document.path("schema").asString("")));
        return complaints(document, schema, schema);
    }

    private static List<String> complaints(JsonNode value, JsonNode schema, JsonNode root) {
        var shape = new JsonShape(root);
        shape.check(value, schema, "$");
        return shape.complaints;
    }

    private void check(JsonNode value, JsonNode schema, String place) {
        schema.properties().forEach(word -> check(value, word.getKey(), word.getValue(), schema, place));
    }

    private void check(JsonNode value, String word, JsonNode rule, JsonNode schema, String place) {
        switch (word) {
            case "$schema", "$id", "$defs", "title", "description" -> {}
            case "type" -> require(hasType(value, rule.asString()), place + " is not of type " + rule);
            case "const" -> require(value.equals(rule), place + " is not " + rule);
            case "enum" ->
                require(
                        StreamSupport.stream(rule.spliterator(), false).anyMatch(value::equals),
                        place + " is " + value);
            case "minimum" ->
                require(!value.isNumber() || value.asDouble() >= rule.asDouble(), place + " is less than " + rule);
            case "minProperties" -> require(value.size() >= rule.asInt(), place + " has fewer than " + rule);
            case "maxProperties" -> require(value.size() <= rule.asInt(), place + " has more than " + rule);
            case "propertyNames" ->
                value.propertyNames().forEach(name -> check(StringNode.valueOf(name), rule, place + "." + name));
            case "minItems" -> require(value.size() >= rule.asInt(), place + " has fewer than " + rule);
            case "required" ->
                rule.forEach(name -> require(value.has(name.asString()), place + " lacks " + name.asString()));
            case "items" -> value.forEach(item -> check(item, rule, place + "[]"));
            case "properties" ->
                rule.properties().stream()
                        .filter(property -> value.has(property.getKey()))
                        .forEach(property -> check(
                                value.get(property.getKey()), property.getValue(), place + "." + property.getKey()));
            case "additionalProperties" ->
                value.properties().stream()
                        .filter(property -> !schema.path("properties").has(property.getKey()))
                        .forEach(property -> additional(property.getValue(), rule, place + "." + property.getKey()));
            case "anyOf" ->
                require(
                        StreamSupport.stream(rule.spliterator(), false)
                                .anyMatch(one -> complaints(value, one, root).isEmpty()),
                        place + " fits none of the shapes: " + value);
            case "$ref" -> reference(value, rule.asString(), place);
            default -> throw new IllegalArgumentException("Not known to this test: " + word);
        }
    }

    private void additional(JsonNode value, JsonNode rule, String place) {
        if (rule.isBoolean()) {
            require(rule.asBoolean(), place + " is not in the schema");
        } else {
            check(value, rule, place);
        }
    }

    private void reference(JsonNode value, String target, String place) {
        if (target.startsWith("#/")) {
            check(value, root.at(target.substring(1)), place);
        } else {
            JsonNode schema = Objects.requireNonNull(SCHEMAS.get(target), target);
            complaints.addAll(complaints(value, schema, schema));
        }
    }

    private static boolean hasType(JsonNode value, String type) {
        return switch (type) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isString();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            case "boolean" -> value.isBoolean();
            default -> throw new IllegalArgumentException(type);
        };
    }

    private void require(boolean holds, String complaint) {
        if (!holds) {
            complaints.add(complaint);
        }
    }

    private static JsonNode read(String name) {
        try (InputStream stream = Objects.requireNonNull(JsonReport.class.getResourceAsStream(name), name)) {
            return new JsonMapper().readTree(stream.readAllBytes());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
