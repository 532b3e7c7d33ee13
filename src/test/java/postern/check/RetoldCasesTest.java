package postern.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import postern.diagnosis.Finding;
import postern.diagnosis.Role;

/// Public cases, retold: is the first cause that is named the true one, is what helped proposed, and are the
/// innocent left alone? `corpus/standing.tsv` records how each case is answered, also where the answer is not
/// right yet, so that a change of any answer shows.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RetoldCasesTest {
    /// How a case is answered: with which cause, whether that is right, and whether what helped is proposed
    /// (`-` if there is nothing to compare).
    private record Standing(String id, String answer, String right, String fix) {
        @Override
        public String toString() {
            return String.join("\t", id, answer, right, fix);
        }
    }

    private final List<RetoldCase> cases = RetoldCase.all();
    private Map<String, Check.Result> results = Map.of();
    private Map<String, Standing> standings = Map.of();

    @BeforeAll
    void diagnoseAll() {
        results = cases.stream().collect(Collectors.toMap(RetoldCase::id, RetoldCase::diagnosed));
        standings = cases.stream().collect(Collectors.toMap(RetoldCase::id, this::standing));
    }

    List<RetoldCase> cases() {
        return cases;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void answersAsRecorded(RetoldCase told) throws IOException {
        assertThat(standings.get(told.id())).hasToString(recorded().get(told.id()));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void blamesNothingInnocent(RetoldCase told) {
        assertThat(causes(told)).noneMatch(told.innocent()::contains);
    }

    @ParameterizedTest
    @CsvSource({"inbound, 71, 70", "outbound, 31, 31", "chain, 13, 13", "dovecot, 16, 16"})
    void answersMostCasesOfEachAreaRightly(String area, int decidable, int right) {
        List<Standing> ofArea = cases.stream()
                .filter(told -> told.area().equals(area) && !told.decidable().equals("no"))
                .map(told -> Objects.requireNonNull(standings.get(told.id())))
                .toList();
        assertThat(ofArea).hasSize(decidable);
        assertThat(ofArea.stream().filter(standing -> standing.right().equals("right")))
                .hasSize(right);
    }

    private Standing standing(RetoldCase told) {
        String answer = causes(told).stream().findFirst().orElse("none");
        boolean comparable = !told.fix().isEmpty();
        boolean fixed = causeFindings(told).stream()
                .flatMap(finding -> finding.fix().stream())
                .anyMatch(change -> told.fix().stream().anyMatch(step -> step.isMetBy(change)));
        return new Standing(
                told.id(),
                answer,
                told.right().contains(answer) ? "right" : "other",
                comparable ? fixed ? "right" : "other" : "-");
    }

    private List<String> causes(RetoldCase told) {
        return causeFindings(told).stream().map(Finding::cause).toList();
    }

    private List<Finding> causeFindings(RetoldCase told) {
        return Objects.requireNonNull(results.get(told.id()))
                .report()
                .diagnosis()
                .withRole(Role.CAUSE);
    }

    private static Map<String, String> recorded() throws IOException {
        try (var reader = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(RetoldCasesTest.class.getResourceAsStream("corpus/standing.tsv")),
                StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(line -> !line.startsWith("#"))
                    .collect(Collectors.toMap(line -> line.substring(0, line.indexOf('\t')), Function.identity()));
        }
    }
}
