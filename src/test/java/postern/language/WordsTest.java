package postern.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WordsTest {
    private static final Path WORDS = Path.of("src/main/resources/postern");
    private static final Pattern VALUE = Pattern.compile("\\{[a-zA-Z0-9]+");
    /// Names that stand in logs as well.
    private static final Pattern ENGLISH_EVERYWHERE = Pattern.compile("alert\\.\\d+");

    /// The files of every room that has another language at all, beside that of the window, which has a test of its
    /// own.
    static List<Path> chinese() throws IOException {
        try (Stream<Path> files = Files.walk(WORDS)) {
            return files.filter(file -> file.toString().endsWith("_zh_CN.properties"))
                    .filter(file -> !file.startsWith(WORDS.resolve("app")))
                    .toList();
        }
    }

    @Test
    void theRoomsThatSpeakInReportsHaveChinese() throws IOException {
        assertThat(chinese().stream().map(file -> WORDS.relativize(file).toString()))
                .containsExactlyInAnyOrder(
                        "casefile/casefile_zh_CN.properties",
                        "check/check_zh_CN.properties",
                        "diagnosis/causes_zh_CN.properties",
                        "diagnosis/phrases_zh_CN.properties",
                        "evidence/evidence_zh_CN.properties",
                        "probe/probe_zh_CN.properties",
                        "report/report_zh_CN.properties",
                        "sender/names_zh_CN.properties");
    }

    @ParameterizedTest
    @MethodSource("chinese")
    void everyEnglishKeyHasItsChineseTwinAndTheSameValuesAreFilledIn(Path file) throws IOException {
        Properties english = read(Path.of(file.toString().replace("_zh_CN", "")));
        Properties chinese = read(file);
        Set<String> missing = new TreeSet<>(english.stringPropertyNames());
        missing.removeIf(key -> chinese.containsKey(key)
                || english.getProperty(key).isEmpty()
                || ENGLISH_EVERYWHERE.matcher(key).matches());
        assertThat(missing).as("ready to translate").isEmpty();
        for (String key : chinese.stringPropertyNames()) {
            assertThat(values(chinese.getProperty(key)))
                    .as(key)
                    .isEqualTo(values(english.getProperty(key, "{no such key}")));
        }
    }

    @Test
    void whatALanguageHasNoWordsForIsSaidInEnglishWhateverTheSystemSpeaks() {
        Words words = Words.beside(WordsTest.class, "samples");
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.SIMPLIFIED_CHINESE);
            assertThat(words.of(Locale.ENGLISH, "both", 1)).isEqualTo("1 in English");
            assertThat(words.of(Locale.SIMPLIFIED_CHINESE, "both", 1)).isEqualTo("1，中文");
            assertThat(words.of(Locale.SIMPLIFIED_CHINESE, "english-alone")).isEqualTo("Only in English");
        } finally {
            Locale.setDefault(before);
        }
    }

    private static Set<String> values(String text) {
        return VALUE.matcher(text).results().map(MatchResult::group).collect(Collectors.toSet());
    }

    private static Properties read(Path file) throws IOException {
        Properties words = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            words.load(reader);
        }
        return words;
    }
}
