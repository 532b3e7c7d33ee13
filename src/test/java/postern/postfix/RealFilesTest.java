package postern.postfix;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The configurations of real systems among the test resources, pasted ones included: written back as they were
/// read, and the same again after an edit and its reverse.
final class RealFilesTest {
    private static final Path RESOURCES = Path.of("src/test/resources/postern");

    static List<Path> mainFiles() throws IOException {
        return named("main.cf", "postconf-n.txt");
    }

    static List<Path> masterFiles() throws IOException {
        return named("master.cf");
    }

    private static List<Path> named(String... names) throws IOException {
        try (Stream<Path> files = Files.walk(RESOURCES)) {
            return files.filter(file -> Stream.of(names).anyMatch(file::endsWith))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void thereAreMany() throws IOException {
        assertThat(mainFiles()).hasSizeGreaterThan(70);
        assertThat(masterFiles()).hasSizeGreaterThan(10);
    }

    @ParameterizedTest
    @MethodSource("mainFiles")
    void aMainCfSurvivesReadingAndAnEditAndItsReverse(Path path) throws IOException {
        byte[] bytes = Files.readAllBytes(path);
        MainCf file = MainCf.read(bytes);
        assertThat(file.bytes()).isEqualTo(bytes);
        assertThat(file.with("added", "1").without("added").bytes()).isEqualTo(bytes);
        assertThat(file.entries()).allSatisfy(entry -> {
            String written = file.written(entry.name()).orElseThrow();
            assertThat(file.with(entry.name(), "something else")
                            .with(entry.name(), written)
                            .bytes())
                    .isEqualTo(bytes);
        });
    }

    @ParameterizedTest
    @MethodSource("masterFiles")
    void aMasterCfSurvivesReadingAndAnEditAndItsReverse(Path path) throws IOException {
        byte[] bytes = Files.readAllBytes(path);
        MasterCf file = MasterCf.read(bytes);
        assertThat(file.bytes()).isEqualTo(bytes);
        assertThat(file.services())
                .allSatisfy(service -> assertThat(file.with(service.name(), service.type(), "added", "1")
                                .without(service.name(), service.type(), "added")
                                .bytes())
                        .isEqualTo(bytes));
    }
}
