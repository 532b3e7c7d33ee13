package postern.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import postern.diagnosis.cause.Causes;
import postern.evidence.Problem;

/// Every cause has its words.
final class WordingTest {
    private static final Pattern KEY = Pattern.compile("(?m)^([a-z0-9.-]+)\\s*=");

    @Test
    void everyCauseHasTitleSentenceAndExplanation() throws IOException {
        List<String> keys = keys();
        List<String> missing = new ArrayList<>();
        for (Cause cause : Causes.ALL) {
            for (String part : List.of("title", "sentence", "explanation")) {
                if (!keys.contains(cause.id() + "." + part)) {
                    missing.add(cause.id() + "." + part + " = ");
                }
            }
        }
        assertThat(missing).as("ready to paste").isEmpty();
    }

    @Test
    void noWordsAreLeftOverFromACauseThatIsGone() throws IOException {
        Set<String> causes = new HashSet<>(Causes.ALL.stream().map(Cause::id).toList());
        List<String> unused = keys().stream()
                .filter(key -> Stream.of("missing", Wording.USUAL, SeenFromOutside.WORD)
                        .noneMatch(other -> key.startsWith(other + ".")))
                .filter(key -> !causes.contains(key.substring(0, key.indexOf('.'))))
                .toList();
        assertThat(unused).isEmpty();
    }

    @Test
    void chineseSetsNoBlanksAroundWordsOfItsOwn() {
        assertThat(Wording.in(Locale.SIMPLIFIED_CHINESE).sentence(wrongName(Phrase.of("value.server-name"))))
                .isEqualTo("证书（没有显示其名称）中没有邮件服务器的名称，而客户端正是用它来访问服务器的。");
        assertThat(Wording.in(Locale.SIMPLIFIED_CHINESE).sentence(wrongName("mail.example.com")))
                .isEqualTo("证书（没有显示其名称）中没有 mail.example.com，而客户端正是用它来访问服务器的。");
    }

    private static Finding wrongName(CharSequence host) {
        return new Finding(
                "cert-hostname-mismatch",
                Role.CAUSE,
                Certainty.LIKELY,
                Problem.CLIENTS,
                Map.of("subject", Phrase.of("value.unnamed"), "host", host),
                List.of(Citation.line("s_client.txt", 1, "verify error:num=62:hostname mismatch")),
                List.of());
    }

    @Test
    void everyPhraseIsUsed() throws IOException {
        String sources = sources();
        assertThat(keys("phrases.properties"))
                .allSatisfy(key -> assertThat(sources).contains("\"" + key + "\""));
    }

    private static String sources() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java/postern/diagnosis"))) {
            for (Path file : files.filter(it -> it.toString().endsWith(".java")).toList()) {
                all.append(Files.readString(file));
            }
        }
        return all.toString();
    }

    @Test
    void noKeyIsWrittenTwice() throws IOException {
        Set<String> seen = new HashSet<>();
        assertThat(keys().stream().filter(key -> !seen.add(key))).isEmpty();
    }

    private static List<String> keys() throws IOException {
        return keys("causes.properties");
    }

    private static List<String> keys(String file) throws IOException {
        return KEY.matcher(read(file)).results().map(match -> match.group(1)).toList();
    }

    private static String read(String name) throws IOException {
        try (InputStream stream = Wording.class.getResourceAsStream(name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
