package postern.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import postern.app.engine.Excerpt;
import postern.evidence.Input;

class DocumentsTest {
    private static final LocalDate DAY = LocalDate.of(2026, 3, 1);

    private static Excerpt open(String text, long line) throws IOException {
        return Documents.open(List.of(Input.of("mail.log", DAY, text)), "mail.log", line, _ -> {})
                .orElseThrow();
    }

    private static String lines(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(i -> "line " + i).collect(Collectors.joining("\n"));
    }

    @Test
    void opensAWholeDocument() throws IOException {
        assertThat(open("a\r\nb\n", 1)).isEqualTo(new Excerpt("mail.log", 1, List.of("a", "b"), true));
    }

    @Test
    void opensALongOneAroundTheLineAskedFor() throws IOException {
        Excerpt excerpt = open(lines(450_000), 300_000);
        assertThat(excerpt.first()).isEqualTo(200_000);
        assertThat(excerpt.lines()).hasSize(200_000);
        assertThat(excerpt.lines().get(100_000)).isEqualTo("line 300000");
        assertThat(excerpt.complete()).isFalse();
    }

    @Test
    void tellsTheBeginningOfALongOneBeforeTheRest() throws IOException {
        List<Excerpt> told = new ArrayList<>();
        Documents.open(List.of(Input.of("mail.log", DAY, lines(1000))), "mail.log", 100, told::add);
        Documents.open(List.of(Input.of("mail.log", DAY, lines(1000))), "mail.log", 900, told::add);
        assertThat(told)
                .containsExactly(new Excerpt("mail.log", 1, lines(300).lines().toList(), false));
    }

    @Test
    void showsNoPrivateKey() throws IOException {
        Excerpt excerpt = open("-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBg\n-----END PRIVATE KEY-----\nend\n", 1);
        assertThat(excerpt.lines())
                .hasSize(4)
                .noneMatch(line -> line.contains("MIIE"))
                .last()
                .isEqualTo("end");
    }

    @Test
    void cutsALineWithoutEndAndShowsNoControlCharacters() throws IOException {
        Excerpt excerpt = open("x".repeat(10_000) + "\nbell \u0007 tab \t.", 1);
        assertThat(excerpt.lines().getFirst()).hasSize(4_001).endsWith("…");
        assertThat(excerpt.lines().getLast()).isEqualTo("bell · tab \t.");
    }

    @Test
    void knowsThePartsOfWhatTheCollectorGathered() {
        Input input = Input.of("collected.txt", DAY, "");
        assertThat(Documents.isCitedAs("collected.txt: main.cf", input)).isTrue();
        assertThat(Documents.isCitedAs("main.cf", input)).isFalse();
    }
}
