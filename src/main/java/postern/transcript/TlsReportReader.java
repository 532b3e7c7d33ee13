package postern.transcript;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.PrimitiveIterator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import postern.maillog.LogLine;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads TLS reports (RFC 8460 section 4.4).
public final class TlsReportReader {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int MOST = 200;
    private static final int LONGEST = 300;
    private static final Pattern FIRST_SIGN = Pattern.compile("\"(?:policies|organization-name)\"\\s*+:");
    private static final Pattern NEXT_SIGN = Pattern.compile("\"(?:policy-type|total-[a-z]+-session-count)\"");
    private static final Pattern RESULT = Pattern.compile("\"result-type\"\\s*:");

    private TlsReportReader() {}

    /// Whether a text looks like such a report.
    ///
    /// @param head the first few thousand characters
    public static boolean looksLike(String head) {
        Matcher first = FIRST_SIGN.matcher(head);
        return head.stripLeading().startsWith("{")
                && first.find()
                && NEXT_SIGN.matcher(head).find(first.end());
    }

    /// Reads a report.
    ///
    /// @param source the file's name
    /// @return empty if the text is not JSON or holds no policies
    public static Optional<TlsReport> read(String source, String text) {
        try {
            JsonNode report = JSON.readTree(text);
            PrimitiveIterator.OfLong lines = resultLines(text);
            List<TlsReport.Policy> policies = nodes(report.path("policies"))
                    .map(policy -> policy(policy, lines))
                    .toList();
            JsonNode range = report.path("date-range");
            return policies.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new TlsReport(
                            source,
                            word(report, "organization-name").orElse(""),
                            word(range, "start-datetime").flatMap(TlsReportReader::instant),
                            word(range, "end-datetime").flatMap(TlsReportReader::instant),
                            policies));
        } catch (JacksonException _) {
            return Optional.empty();
        }
    }

    /// The lines on which failures stand, in their order; 1 once they run out.
    private static PrimitiveIterator.OfLong resultLines(String text) {
        List<String> all = text.lines().toList();
        return java.util.stream.LongStream.concat(
                        IntStream.range(0, all.size())
                                .flatMap(at ->
                                        RESULT.matcher(all.get(at)).results().mapToInt(_ -> at + 1))
                                .asLongStream(),
                        java.util.stream.LongStream.generate(() -> 1))
                .iterator();
    }

    private static TlsReport.Policy policy(JsonNode node, PrimitiveIterator.OfLong lines) {
        JsonNode policy = node.path("policy");
        JsonNode summary = node.path("summary");
        List<TlsReport.Failure> failures = new ArrayList<>();
        nodes(node.path("failure-details")).forEach(failure -> failures.add(failure(failure, lines.nextLong())));
        return new TlsReport.Policy(
                type(word(policy, "policy-type").orElse("")),
                word(policy, "policy-domain").orElse(""),
                words(policy.path("policy-string")),
                Stream.of("mx-host", "mx-host-pattern")
                        .flatMap(name -> words(policy.path(name)).stream())
                        .toList(),
                count(summary, "total-successful-session-count"),
                count(summary, "total-failure-session-count"),
                failures);
    }

    private static TlsReport.PolicyType type(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "tlsa" -> TlsReport.PolicyType.TLSA;
            case "sts" -> TlsReport.PolicyType.STS;
            case "no-policy-found" -> TlsReport.PolicyType.NO_POLICY_FOUND;
            default -> TlsReport.PolicyType.OTHER;
        };
    }

    private static TlsReport.Failure failure(JsonNode node, long line) {
        String type = word(node, "result-type").orElse("");
        long sessions = count(node, "failed-session-count");
        String said = "result-type: " + type + ", failed-session-count: " + sessions
                + Stream.of(
                                "sending-mta-ip",
                                "receiving-mx-hostname",
                                "receiving-ip",
                                "failure-reason-code",
                                "additional-information")
                        .flatMap(name -> word(node, name).map(value -> ", " + name + ": " + value).stream())
                        .reduce("", String::concat);
        return new TlsReport.Failure(
                type,
                word(node, "sending-mta-ip"),
                word(node, "receiving-mx-hostname"),
                sessions,
                new LogLine(line, said));
    }

    private static Stream<JsonNode> nodes(JsonNode array) {
        return array.isArray() ? array.valueStream().limit(MOST) : Stream.empty();
    }

    private static List<String> words(JsonNode node) {
        return Stream.concat(nodes(node), node.isString() ? Stream.of(node) : Stream.empty())
                .filter(JsonNode::isString)
                .map(value -> plain(value.stringValue()))
                .toList();
    }

    private static Optional<String> word(JsonNode node, String name) {
        JsonNode value = node.path(name);
        return value.isString() && !value.stringValue().isBlank()
                ? Optional.of(plain(value.stringValue()))
                : Optional.empty();
    }

    /// Reports come from strangers: no control characters, no endless words.
    private static String plain(String value) {
        String cut = value.length() > LONGEST ? value.substring(0, LONGEST) : value;
        return cut.replaceAll("\\p{Cntrl}", " ").strip();
    }

    private static long count(JsonNode node, String name) {
        JsonNode value = node.path(name);
        if (value.isIntegralNumber() && value.canConvertToLong()) {
            return Math.max(0, value.longValue());
        }
        return word(node, name)
                .filter(text -> text.matches("\\d{1,15}"))
                .map(Long::parseLong)
                .orElse(0L);
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
