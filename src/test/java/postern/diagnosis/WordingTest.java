package postern.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import postern.diagnosis.cause.Causes;

/// Every cause has its words.
final class WordingTest {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{[a-zA-Z]+\\}");
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
                .filter(key -> !key.startsWith("missing.") && !key.startsWith(Wording.USUAL + "."))
                .filter(key -> !causes.contains(key.substring(0, key.indexOf('.'))))
                .toList();
        assertThat(unused).isEmpty();
    }

    @Test
    void everyPhraseIsUsed() throws IOException {
        String sources = sources();
        for (String key : ResourceBundle.getBundle("postern.diagnosis.phrases").keySet()) {
            assertThat(sources).contains("\"" + key + "\"");
        }
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

    @Test
    void everyTitleIsInChineseAndTheSameValuesAreFilledIn() throws IOException {
        Properties english = words("causes.properties");
        Properties chinese = words("causes_zh_CN.properties");
        assertThat(english.stringPropertyNames().stream()
                        .filter(key -> key.endsWith(".title") && !chinese.containsKey(key)))
                .isEmpty();
        for (String key : chinese.stringPropertyNames()) {
            assertThat(placeholders(chinese.getProperty(key)))
                    .as(key)
                    .isEqualTo(placeholders(english.getProperty(key, "{no such key}")));
        }
    }

    @Test
    void englishStaysEnglishOnAChineseSystem() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.SIMPLIFIED_CHINESE);
            ResourceBundle.clearCache();
            MissingEvidence log = new MissingEvidence("missing.log", "");
            assertThat(Wording.in(Locale.ENGLISH).missing(log)).startsWith("The mail log");
            assertThat(Wording.in(Locale.SIMPLIFIED_CHINESE).missing(log)).startsWith("一次投递失败");
        } finally {
            Locale.setDefault(before);
            ResourceBundle.clearCache();
        }
    }

    private static Set<String> placeholders(String text) {
        return PLACEHOLDER.matcher(text).results().map(MatchResult::group).collect(Collectors.toSet());
    }

    private static Properties words(String name) throws IOException {
        Properties words = new Properties();
        words.load(new StringReader(read(name)));
        return words;
    }

    private static List<String> keys() throws IOException {
        return KEY.matcher(read("causes.properties"))
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    private static String read(String name) throws IOException {
        try (InputStream stream = Wording.class.getResourceAsStream(name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
