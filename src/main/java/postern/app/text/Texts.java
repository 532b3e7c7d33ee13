package postern.app.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// The words of the window. They can be changed for those of another language while it is open.
///
/// Every text is a [MessageFormat] pattern, so a straight apostrophe is written twice. A language is a file
/// `app_LANGUAGE_COUNTRY.properties` beside `app.properties`, which is English; what a language has no words
/// for is said in English.
public final class Texts {
    private static final String NAME = "/postern/app/app";

    private final ReadOnlyObjectWrapper<Locale> locale = new ReadOnlyObjectWrapper<>(Locale.ENGLISH);
    private Properties words = new Properties();

    private Texts() {}

    /// The words in a language; English where it has none.
    public static Texts in(Locale wanted) {
        Texts texts = new Texts();
        texts.speak(wanted);
        return texts;
    }

    /// The languages there are, English first.
    public static List<Locale> languages() {
        return Stream.concat(
                        Stream.of(Locale.ENGLISH),
                        Arrays.stream(Locale.getAvailableLocales())
                                .filter(Predicate.not(Locale.ENGLISH::equals))
                                .filter(each -> each.getScript().isEmpty()
                                        && each.getVariant().isEmpty())
                                .filter(each -> !each.getLanguage().isEmpty() && isThere(each))
                                .sorted(Comparator.comparing(Locale::toLanguageTag)))
                .toList();
    }

    /// Goes on in another language: the one asked for, else one that is spoken elsewhere, else English.
    public void speak(Locale wanted) {
        Locale chosen = Stream.of(wanted, Locale.of(wanted.getLanguage()))
                .filter(Texts::isThere)
                .findFirst()
                .or(() -> relative(wanted))
                .orElse(Locale.ENGLISH);
        Properties english = read("");
        Properties fresh = new Properties(english);
        if (isThere(chosen)) {
            fresh.putAll(read("_" + chosen));
        }
        words = fresh;
        locale.set(isThere(chosen) ? chosen : englishLike(wanted));
    }

    /// Dates and numbers as they are written where the user lives, if English is spoken there.
    private static Locale englishLike(Locale wanted) {
        return wanted.getLanguage().equals("en") ? wanted : Locale.ENGLISH;
    }

    private static Optional<Locale> relative(Locale wanted) {
        return wanted.getLanguage().equals("en")
                ? Optional.empty()
                : languages().stream()
                        .filter(each -> each.getLanguage().equals(wanted.getLanguage()))
                        .findFirst();
    }

    private static boolean isThere(Locale language) {
        return !language.toString().isEmpty() && Texts.class.getResource(NAME + "_" + language + ".properties") != null;
    }

    private static Properties read(String suffix) {
        Properties properties = new Properties();
        try (InputStream stream =
                Objects.requireNonNull(Texts.class.getResourceAsStream(NAME + suffix + ".properties"))) {
            properties.load(new InputStreamReader(stream, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }

    /// A text by its key, with values filled in.
    public String get(String key, Object... values) {
        @Nullable String pattern = words.getProperty(key);
        return new MessageFormat(Objects.requireNonNull(pattern, key), locale.get()).format(values);
    }

    /// A text of a family, one for each kind of something: the key is the family, a dot and the kind's id.
    public String pick(String family, String id, Object... values) {
        return get(family + "." + id, values);
    }

    /// The language.
    public Locale locale() {
        return locale.get();
    }

    /// Changes when another language is spoken.
    public ReadOnlyObjectProperty<Locale> language() {
        return locale.getReadOnlyProperty();
    }
}
