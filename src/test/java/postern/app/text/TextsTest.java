package postern.app.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
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
import postern.app.engine.Format;
import postern.app.engine.Pictures;
import postern.app.flow.Obstacle;
import postern.app.flow.Page;
import postern.app.settings.Appearance;
import postern.app.settings.TextSize;
import postern.certificate.ChainTrust;
import postern.diagnosis.Certainty;
import postern.diagnosis.Role;
import postern.evidence.Problem;
import postern.probe.Step;
import postern.remedy.Delivery;
import postern.tls.RefusalReason;

/// The words and the code that uses them belong together.
class TextsTest {
    private static final Path SOURCES = Path.of("src", "main", "java", "postern", "app");
    private static final Pattern LITERAL =
            Pattern.compile("\"([a-z]+(?:\\.[a-z0-9-]+)+|copy|options|peers|compare|pictures)\"");
    private static final Pattern FAMILY = Pattern.compile("pick\\(\\s*\"([a-z.]+)\"");

    @Test
    void hasNoUnusedKeys() throws IOException {
        Set<String> unused = new TreeSet<>(keys());
        unused.removeAll(matches(LITERAL));
        Set<String> families = matches(FAMILY);
        unused.removeIf(key -> families.contains(key.substring(0, key.lastIndexOf('.'))));
        assertThat(unused).isEmpty();
    }

    @Test
    void hasEveryKeyThatTheCodeNames() throws IOException {
        Set<String> named = matches(Pattern.compile("texts\\.get\\(\\s*\"([^\"]+)\""));
        assertThat(named).isNotEmpty();
        named.removeAll(keys());
        assertThat(named).isEmpty();
    }

    @Test
    void hasAWordForEveryMemberOfAFamily() throws IOException {
        Set<String> missing = new TreeSet<>();
        for (String family : List.of("page", "title", "subtitle", "footer.next")) {
            missing.addAll(family(family, Arrays.stream(Page.values()).map(Page::id)));
        }
        missing.addAll(family("footer.next", Stream.of("answered")));
        missing.addAll(
                family("footer.obstacle", Arrays.stream(Obstacle.values()).map(Obstacle::id)));
        missing.addAll(family("step", Arrays.stream(Step.values()).map(Step::id)));
        missing.addAll(family("delivery", Arrays.stream(Delivery.values()).map(Delivery::id)));
        missing.addAll(
                family("chain.fault", Arrays.stream(Pictures.Fault.values()).map(Pictures.Fault::id)));
        missing.addAll(family("chain.end", Arrays.stream(Pictures.End.values()).map(Pictures.End::id)));
        missing.addAll(family("trust", Arrays.stream(ChainTrust.values()).map(ChainTrust::id)));
        missing.addAll(family("certainty", Arrays.stream(Certainty.values()).map(Certainty::id)));
        missing.addAll(family("direction", Arrays.stream(Problem.values()).map(Problem::id)));
        missing.addAll(
                family("complaint.problem", Arrays.stream(Problem.values()).map(Problem::id)));
        missing.addAll(
                family("complaint.detail", Arrays.stream(Problem.values()).map(Problem::id)));
        missing.addAll(family("role", Arrays.stream(Role.values()).map(Role::id)));
        missing.addAll(family("report.save", Arrays.stream(Format.values()).map(Format::id)));
        missing.addAll(
                family("outcome.refused", Arrays.stream(RefusalReason.values()).map(RefusalReason::id)));
        missing.addAll(
                family("options.scheme", Arrays.stream(Appearance.values()).map(Appearance::id)));
        missing.addAll(family("options.size", Arrays.stream(TextSize.values()).map(TextSize::id)));
        assertThat(missing).isEmpty();
    }

    @Test
    void hasNoKeyTwice() throws IOException {
        List<String> seen = new ArrayList<>();
        try (InputStream stream = open("")) {
            String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8).replace("\\\n", "");
            text.lines()
                    .filter(line -> line.contains(" = ") && !line.startsWith("#"))
                    .map(line -> line.substring(0, line.indexOf(" = ")))
                    .forEach(seen::add);
        }
        assertThat(seen).doesNotHaveDuplicates().hasSameElementsAs(keys());
    }

    @Test
    void consistsOfSoundPatterns() throws IOException {
        Properties properties = properties();
        for (String key : keys()) {
            String pattern = properties.getProperty(key);
            assertThatCode(() -> new MessageFormat(pattern, Locale.ENGLISH).format(new Object[] {1, 2, 3, 4, 5}))
                    .as(key)
                    .doesNotThrowAnyException();
            assertThat(pattern.replace("''", "")).as(key).doesNotContain("'").doesNotContain("!");
        }
    }

    @Test
    void hasOnlyCapitalAccessKeys() throws IOException {
        Pattern underscore = Pattern.compile("_(.)");
        Properties properties = properties();
        for (String key :
                keys().stream().filter(key -> !key.endsWith(".prompt")).toList()) {
            assertThat(underscore.matcher(properties.getProperty(key)).results().map(match -> match.group(1)))
                    .as(key)
                    .hasSizeLessThan(2)
                    .allMatch(letter -> letter.matches("[A-Z]"));
        }
    }

    @Test
    void speaksChinese() {
        assertThat(Texts.languages()).containsExactly(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE);
        assertThat(Texts.in(Locale.SIMPLIFIED_CHINESE).get("footer.next.complaint"))
                .isEqualTo("下一步(_N)");
        assertThat(Texts.in(Locale.of("zh", "SG")).locale()).isEqualTo(Locale.SIMPLIFIED_CHINESE);
        assertThat(Texts.in(Locale.GERMANY).locale()).isEqualTo(Locale.ENGLISH);
        assertThat(Texts.in(Locale.UK).locale()).isEqualTo(Locale.UK);
    }

    @Test
    void changesTheLanguageInTheMiddle() {
        Texts texts = Texts.in(Locale.ENGLISH);
        List<Locale> told = new ArrayList<>();
        texts.language().addListener((_, _, now) -> told.add(now));
        texts.speak(Locale.SIMPLIFIED_CHINESE);
        assertThat(texts.get("footer.back")).isEqualTo("上一步(_B)");
        texts.speak(Locale.ENGLISH);
        assertThat(texts.get("footer.back")).isEqualTo("_Back");
        assertThat(told).containsExactly(Locale.SIMPLIFIED_CHINESE, Locale.ENGLISH);
    }

    /// What is missing is printed ready to be pasted and translated.
    @ParameterizedTest
    @MethodSource("translations")
    void isWholeInEveryLanguage(Locale language) throws IOException {
        Properties english = properties();
        Properties translated = properties("_" + language);
        Set<String> missing = new TreeSet<>(english.stringPropertyNames());
        missing.removeAll(translated.stringPropertyNames());
        assertThat(missing.stream().map(key -> key + " = " + english.getProperty(key)))
                .isEmpty();
        assertThat(translated.stringPropertyNames()).isEqualTo(english.stringPropertyNames());
    }

    @ParameterizedTest
    @MethodSource("translations")
    void hasTheSameValuesAndAccessKeysInEveryLanguage(Locale language) throws IOException {
        Properties english = properties();
        Properties translated = properties("_" + language);
        for (String key : keys()) {
            assertThat(all(VALUE, translated.getProperty(key))).as(key).isEqualTo(all(VALUE, english.getProperty(key)));
            assertThat(all(ACCESS_KEY, translated.getProperty(key)))
                    .as(key)
                    .isEqualTo(all(ACCESS_KEY, english.getProperty(key)));
            assertThatCode(() -> new MessageFormat(translated.getProperty(key), language)
                            .format(new Object[] {1, 2, 3, 4, 5}))
                    .as(key)
                    .doesNotThrowAnyException();
        }
    }

    private static final Pattern VALUE = Pattern.compile("\\{\\d");
    private static final Pattern ACCESS_KEY = Pattern.compile("_[A-Z]");

    private static Set<String> all(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(MatchResult::group).collect(Collectors.toCollection(TreeSet::new));
    }

    static List<Locale> translations() {
        return Texts.languages().stream().skip(1).toList();
    }

    @Test
    void countsInPlainEnglish() {
        Texts texts = Texts.in(Locale.ENGLISH);
        assertThat(texts.get("probing.reading", 1)).isEqualTo("Read 1 file or text");
        assertThat(texts.get("probing.reading", 2)).isEqualTo("Read 2 files and texts");
    }

    private static Set<String> family(String family, Stream<String> ids) throws IOException {
        Set<String> keys = keys();
        return ids.map(id -> family + "." + id)
                .filter(key -> !keys.contains(key))
                .collect(Collectors.toSet());
    }

    private static Set<String> keys() throws IOException {
        return properties().stringPropertyNames();
    }

    private static Properties properties() throws IOException {
        return properties("");
    }

    private static Properties properties(String suffix) throws IOException {
        Properties properties = new Properties();
        try (InputStream stream = open(suffix)) {
            properties.load(new InputStreamReader(stream, StandardCharsets.UTF_8));
        }
        return properties;
    }

    private static InputStream open(String suffix) {
        return Objects.requireNonNull(Texts.class.getResourceAsStream("/postern/app/app" + suffix + ".properties"));
    }

    private static Set<String> matches(Pattern pattern) throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .flatMap(file -> pattern.matcher(read(file)).results())
                    .map(match -> match.group(1))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException thrown) {
            throw new UncheckedIOException(thrown);
        }
    }
}
