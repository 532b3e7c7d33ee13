package postern.report;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What the JSON writers share.
final class Json {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final Pattern STEERING = Pattern.compile("[\\x7f-\\x9f\\p{Cf}\\p{Zl}\\p{Zp}]");
    private static final char REPLACEMENT = '\ufffd';

    private Json() {}

    static ArrayNode array() {
        return MAPPER.createArrayNode();
    }

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /// Writes indented, with a line end, and leaves the stream open.
    static void write(JsonNode node, OutputStream out) throws IOException {
        print(MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(node), out);
    }

    /// Writes a document part by part, indented, with a line end, and leaves the stream open.
    static void write(OutputStream out, Consumer<JsonGenerator> document) throws IOException {
        Writer writer = new InertWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        ObjectWriter parts = MAPPER.writerWithDefaultPrettyPrinter().without(StreamWriteFeature.AUTO_CLOSE_TARGET);
        try (JsonGenerator generator = parts.createGenerator(writer)) {
            document.accept(generator);
        }
        writer.write('\n');
        writer.flush();
    }

    /// Writes an array of parts, none of which is kept.
    static <T> void array(JsonGenerator generator, String name, List<T> parts, Function<T, JsonNode> node) {
        generator.writeArrayPropertyStart(name);
        parts.forEach(part -> generator.writeTree(node.apply(part)));
        generator.writeEndArray();
    }

    /// Writes on a line of its own and leaves the stream open.
    static void writeLine(JsonNode node, OutputStream out) throws IOException {
        print(MAPPER.writeValueAsString(node), out);
    }

    private static void print(String json, OutputStream out) throws IOException {
        out.write((inert(json) + "\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    /// The same JSON with what could steer a terminal or turn the direction of writing written by number. Such
    /// characters can stand inside strings only, where both mean the same (RFC 8259 section 7).
    static String inert(String json) {
        return STEERING.matcher(json)
                .replaceAll(match ->
                        match.group().chars().mapToObj("\\\\u%04x"::formatted).collect(Collectors.joining()));
    }

    /// Text from outside, whole. Halves of characters, which UTF-8 cannot hold, are replaced.
    static String text(String text) {
        var result = new StringBuilder(text.length());
        text.codePoints()
                .map(point -> Character.getType(point) == Character.SURROGATE ? REPLACEMENT : point)
                .forEach(result::appendCodePoint);
        return result.toString();
    }
}
