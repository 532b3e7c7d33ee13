package postern.diagnosis.cause;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import postern.diagnosis.Diagnosis;
import postern.diagnosis.Diagnostician;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.Role;

/// What people show of their trouble, in all the forms they show it, and its look-alikes.
final class ShownEvidenceTest {
    private static final List<String> FILES = List.of(
            "protocol.txt",
            "cipher.txt",
            "mode.txt",
            "program.txt",
            "setup.txt",
            "asked.txt",
            "certificate.txt",
            "policy.txt",
            "harmless.txt",
            "refuted.txt",
            "printed.txt",
            "usual.txt",
            "server.txt",
            "scarce.txt",
            "at-work.txt");

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void namesTheCauseAndNoInnocent(ShownCase shown) {
        Diagnosis diagnosis = Diagnostician.diagnose(Facts.of(shown.clue().evidence()), Causes.ALL, UsualCauses::in);
        List<String> causes =
                diagnosis.withRole(Role.CAUSE).stream().map(Finding::cause).toList();

        assertThat(causes).as("causes named").noneMatch(shown.innocent()::contains);
        assertThat(Stream.of(Role.HARMLESS, Role.ADVICE)
                        .flatMap(role -> diagnosis.withRole(role).stream())
                        .map(Finding::cause))
                .containsAll(shown.shown());
        if (!shown.right().isEmpty()) {
            assertThat(causes.stream().findFirst().orElse("none"))
                    .as("first of %s", causes)
                    .isIn(shown.right());
        }
    }

    static Stream<ShownCase> cases() {
        return FILES.stream().flatMap(file -> ShownCase.of(file, read(file)));
    }

    private static String read(String file) {
        try (var stream =
                Objects.requireNonNull(ShownEvidenceTest.class.getResourceAsStream("evidence/" + file), file)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
