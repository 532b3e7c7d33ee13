package postern.check;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import postern.evidence.Input;
import postern.probe.Cancellation;
import postern.probe.ScanListener;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A public case, retold with other names: what its owner had, and what the truth was.
///
/// @param id         its area and number
/// @param asOf       the day, or the year, of the incident
/// @param decidable  whether the inputs alone decide it: `yes`, `partly` or `no`
/// @param given      the input files
/// @param right      the ids that are right as the first answer, the best one first; `none` if nothing is wrong
/// @param innocent   the ids of what looks guilty and is not
/// @param fix        what helped, best first
record RetoldCase(
        String id,
        String asOf,
        String decidable,
        List<String> given,
        List<String> right,
        List<String> innocent,
        List<RetoldFix> fix) {

    static List<RetoldCase> all() {
        try (InputStream stream = resource("cases.json")) {
            return JsonMapper.shared()
                    .readTree(stream)
                    .valueStream()
                    .map(RetoldCase::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RetoldCase read(JsonNode node) {
        return new RetoldCase(
                node.required("id").asString(),
                node.required("asOf").asString(),
                node.required("decidable").asString(),
                texts(node.required("given")),
                texts(node.required("right")),
                texts(node.required("innocent")),
                node.required("fix").valueStream().map(RetoldFix::read).toList());
    }

    static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::asString).toList();
    }

    String area() {
        return id.substring(0, id.indexOf('-'));
    }

    Check.Result diagnosed() {
        return Check.run(request(), ScanListener.NONE, new Cancellation());
    }

    CheckRequest request() {
        LocalDate day = asOf.length() == 4 ? LocalDate.of(Integer.parseInt(asOf), 7, 1) : LocalDate.parse(asOf);
        String folder = id.replace('-', '/');
        List<Input> inputs = given.stream()
                .sorted()
                .map(name -> new Input(name, day, () -> resource(folder + "/" + name)))
                .toList();
        return CheckRequest.of(inputs, List.of());
    }

    private static InputStream resource(String name) {
        return Objects.requireNonNull(RetoldCase.class.getResourceAsStream("corpus/" + name), name);
    }

    @Override
    public String toString() {
        return id;
    }
}
