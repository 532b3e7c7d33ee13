package postern.diagnosis.cause.clue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import postern.table.FactTable;

/// What a program says about a server's certificate means one thing, and every program in the table has said it.
final class ClientWordsTest {
    record Said(String meaning, String line) {}

    static List<Said> said() throws IOException {
        try (var stream = Objects.requireNonNull(
                ClientWordsTest.class.getResourceAsStream("/postern/diagnosis/cause/client-words.tsv"))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t", 2))
                    .map(fields -> new Said(fields[0], fields[1]))
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("said")
    void meansThisAndNothingElse(Said said) {
        assertThat(meanings(said.line())).containsExactly(said.meaning());
    }

    @Test
    void everyProgramOfTheTableHasALine() throws IOException {
        List<Said> said = said();
        assertThat(FactTable.rows(ClientWordsTest.class, "/postern/diagnosis/client-words.tsv").stream()
                        .filter(row -> said.stream()
                                .noneMatch(line -> line.meaning().equals(row[0])
                                        && Pattern.compile(row[2])
                                                .matcher(line.line())
                                                .find()))
                        .map(row -> row[0] + " " + row[1]))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "The certificate is valid",
                "verify return:1",
                "Subject Alternative Name: mail.example.com matched",
                "TLS certificate verified, the certificate has not expired",
                "we moved to a self-signed certificate years ago"
            })
    void whatRefusesNothingMeansNothing(String line) {
        assertThat(meanings(line)).isEmpty();
    }

    private static List<String> meanings(String line) {
        return Arrays.stream(ClientWords.values())
                .filter(words -> words.words().matcher(line).find())
                .map(words -> words.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .toList();
    }
}
