package postern.sender;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import postern.tls.Answer;
import postern.tls.CipherSuite;
import postern.tls.ClientTls;
import postern.tls.Known;
import postern.tls.NamedGroup;
import postern.tls.ProtocolVersion;
import postern.tls.SignatureScheme;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads `profiles.json`.
final class ProfileFile {
    private ProfileFile() {}

    static List<SenderProfile> read() {
        try (InputStream stream = Objects.requireNonNull(ProfileFile.class.getResourceAsStream("profiles.json"))) {
            JsonNode root = new JsonMapper().readTree(stream);
            List<SenderProfile> profiles = new ArrayList<>();
            root.get("profiles").forEach(node -> profiles.add(profile(node, root.get("sources"))));
            return List.copyOf(profiles);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SenderProfile profile(JsonNode node, JsonNode sources) {
        return new SenderProfile(
                text(node, "id"),
                text(node, "name"),
                text(node, "operator"),
                text(node, "category"),
                day(text(node, "from"), DayOfMonth.FIRST),
                day(text(node, "until"), DayOfMonth.LAST),
                Provenance.valueOf(text(node, "provenance").toUpperCase(Locale.ROOT)),
                offer(node),
                text(node, "sni").equals("always"),
                node.path("sslv2Hello").asBoolean(false),
                answer(text(node, "plaintextAfterFailure")),
                answer(text(node, "plaintextIfNotOffered")),
                Set.copyOf(texts(node, "verifies", Function.identity())),
                texts(node, "hostPatterns", Pattern::compile),
                texts(node, "sources", key -> sources.path(key).asString(key)),
                text(node, "notes"));
    }

    private static ClientTls offer(JsonNode node) {
        int dhBits = node.path("minimumDhBits").asInt(0);
        return new ClientTls(
                versions(
                        ProtocolVersion.named(text(node, "minVersion")),
                        ProtocolVersion.named(text(node, "maxVersion"))),
                new Known<>(
                        coded(texts(node, "suites", Function.identity()), CipherSuite::coded),
                        node.path("suitesComplete").asBoolean(false)),
                wholeIfAny(coded(texts(node, "groups", Function.identity()), NamedGroup::coded)),
                wholeIfAny(coded(texts(node, "signatureSchemes", Function.identity()), SignatureScheme::coded)),
                dhBits == 0 ? OptionalInt.empty() : OptionalInt.of(dhBits));
    }

    private static Known<ProtocolVersion> versions(Optional<ProtocolVersion> low, Optional<ProtocolVersion> high) {
        if (low.isPresent() && high.isPresent()) {
            return Known.all(Arrays.stream(ProtocolVersion.values())
                    .filter(version -> version.compareTo(low.get()) >= 0 && version.compareTo(high.get()) <= 0)
                    .toList());
        }
        return Known.some(low.or(() -> high).stream().toList());
    }

    private static <T> Known<T> wholeIfAny(List<T> items) {
        return items.isEmpty() ? Known.nothing() : Known.all(items);
    }

    private static <T> List<T> coded(List<String> codes, IntFunction<Optional<T>> lookup) {
        List<T> found = new ArrayList<>();
        codes.forEach(code -> lookup.apply(Integer.parseInt(code, code.startsWith("0x") ? 2 : 0, code.length(), 16))
                .ifPresent(found::add));
        return List.copyOf(found);
    }

    private static Answer answer(String word) {
        return switch (word) {
            case "yes" -> Answer.YES;
            case "no" -> Answer.NO;
            default -> Answer.UNKNOWN;
        };
    }

    /// A date of which only the year or the month may be known; such a date stands for the whole of it.
    private static Optional<LocalDate> day(String text, DayOfMonth edge) {
        return switch (text.length()) {
            case 0 -> Optional.empty();
            case 4 -> Optional.of(edge.in(YearMonth.of(Integer.parseInt(text), edge == DayOfMonth.LAST ? 12 : 1)));
            case 7 -> Optional.of(edge.in(YearMonth.parse(text)));
            default -> Optional.of(LocalDate.parse(text));
        };
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asString("");
    }

    private static <T> List<T> texts(JsonNode node, String field, Function<String, T> convert) {
        List<T> values = new ArrayList<>();
        node.path(field).forEach(item -> values.add(convert.apply(item.asString())));
        return List.copyOf(values);
    }

    private enum DayOfMonth {
        FIRST,
        LAST;

        LocalDate in(YearMonth month) {
            return this == FIRST ? month.atDay(1) : month.atEndOfMonth();
        }
    }
}
