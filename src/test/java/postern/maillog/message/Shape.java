package postern.maillog.message;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/// A message as Postfix's format strings write it (`message-shapes.tsv`), and texts made from it.
public record Shape(String id, String kind, String daemon, String severity, String shape) {
    private static final Map<String, String> VALUES = Map.ofEntries(
            Map.entry("client", "mx.example.net[192.0.2.1]"),
            Map.entry("server", "mx.example.net[192.0.2.1]:25"),
            Map.entry("peer", "mx.example.net[192.0.2.1]"),
            Map.entry("addr", "192.0.2.1"),
            Map.entry("laddr", "192.0.2.2"),
            Map.entry("proto", "TLSv1.2"),
            Map.entry("code", "450 4.7.1"),
            Map.entry("why", "malformed"),
            Map.entry("what", "malformed certificate usage"),
            Map.entry("errno", "Connection reset by peer"),
            Map.entry("domain", "example.net"),
            Map.entry("host", "mx.example.net"),
            Map.entry("qid", "7A01C8140B"),
            Map.entry("delay", "1.2"),
            Map.entry("delays", "1/0/0.1/0.1"),
            Map.entry("dsn", "2.0.0"));
    private static final List<String> NUMBERS = List.of(
            "n", "num", "depth", "port", "lport", "pid", "line", "idx", "k1", "k2", "bits", "used", "avail", "rate",
            "thread", "usage", "sel", "mtype", "limit", "bytes", "use");

    public static List<Shape> all() {
        try (var stream = Objects.requireNonNull(Shape.class.getResourceAsStream("message-shapes.tsv"));
                var lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(Shape::row)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Shape row(String line) {
        String[] field = line.split("\t", -1);
        String daemon = field[2].equals("any") ? "smtpd" : field[2];
        return new Shape(field[0], field[1], daemon, field[3], field[4]);
    }

    /// What stands before the text.
    public String prefix() {
        return switch (severity) {
            case "warning", "error", "fatal", "panic" -> severity + ": ";
            default -> "";
        };
    }

    /// Texts of this shape: with and without what may lack, with each of the alternatives.
    public List<String> texts() {
        return IntStream.range(0, 6)
                .mapToObj(variant -> text(shape, variant))
                .distinct()
                .toList();
    }

    private static String text(String shape, int variant) {
        var text = new StringBuilder();
        int at = 0;
        while (at < shape.length()) {
            if (shape.startsWith("[[", at)) {
                int end = close(shape, at, "[[", "]]");
                text.append(variant % 2 == 0 ? text(shape.substring(at + 2, end), variant) : "");
                at = end + 2;
            } else if (shape.startsWith("<<", at)) {
                int end = close(shape, at, "<<", ">>");
                text.append(alternative(shape.substring(at + 2, end), variant));
                at = end + 2;
            } else if (shape.charAt(at) == '{') {
                int end = shape.indexOf('}', at);
                text.append(value(shape.substring(at + 1, end)));
                at = end + 1;
            } else {
                text.append(shape.charAt(at));
                at++;
            }
        }
        return text.toString();
    }

    private static String alternative(String inner, int variant) {
        int name = inner.indexOf('=');
        boolean named = name > 0 && inner.substring(0, name).chars().allMatch(Character::isLetterOrDigit);
        String[] parts = (named ? inner.substring(name + 1) : inner).split("\\|", -1);
        return parts[variant / 2 % parts.length];
    }

    private static int close(String shape, int start, String opening, String closing) {
        int depth = 0;
        for (int at = start; at < shape.length(); at++) {
            if (shape.startsWith(opening, at)) {
                depth++;
                at++;
            } else if (shape.startsWith(closing, at)) {
                depth--;
                if (depth == 0) {
                    return shape.startsWith("]", at + 2) && closing.equals("]]") ? at + 1 : at;
                }
                at++;
            }
        }
        return shape.length();
    }

    private static String value(String placeholder) {
        if (placeholder.isEmpty()) {
            return "{}";
        }
        int colon = placeholder.indexOf(':');
        String name = colon < 0 ? placeholder : placeholder.substring(0, colon);
        String kind = colon < 0 ? "" : placeholder.substring(colon + 1);
        if (NUMBERS.contains(name) || kind.equals("int")) {
            return "2";
        }
        return kind.equals("hex") ? "1408A0C1" : VALUES.getOrDefault(name, "value");
    }

    @Override
    public String toString() {
        return id;
    }
}
