package postern.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import postern.diagnosis.Finding;
import postern.evidence.Input;
import postern.probe.Cancellation;
import postern.probe.ScanListener;

/// Whoever asks for help pastes settings, logs and output one after another, as in a forum: that is taken apart, and
/// answered as the files would be.
final class PastedTogetherTest {
    static Stream<RetoldCase> cases() {
        return RetoldCase.all().stream().filter(told -> told.given().size() > 1);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void allInOneTextIsAnsweredAsTheFilesAre(RetoldCase told) {
        CheckRequest request = told.request();
        String text = request.inputs().stream().map(PastedTogetherTest::text).collect(Collectors.joining("\n\n"));
        Input pasted = Input.of("pasted.txt", request.inputs().getFirst().day(), text);

        assertThat(cause(Check.run(request.withInputs(List.of(pasted)), ScanListener.NONE, new Cancellation())))
                .isEqualTo(cause(told.diagnosed()));
    }

    private static Optional<String> cause(Check.Result result) {
        return result.report().diagnosis().cause().map(Finding::cause);
    }

    private static String text(Input input) {
        try (InputStream content = input.content().open()) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
