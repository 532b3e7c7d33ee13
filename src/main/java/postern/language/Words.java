package postern.language;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Words for people, by key. English is in the file `NAME.properties`, another language in
/// `NAME_LANGUAGE_COUNTRY.properties` beside it; what that has no words for is said in English.
///
/// The words are read by hand, since a [java.util.ResourceBundle] would look for English in the language of the system.
public final class Words {
    private final Class<?> user;
    private final String name;
    private final Map<Locale, Properties> read = new ConcurrentHashMap<>();

    private Words(Class<?> user, String name) {
        this.user = user;
        this.name = name;
    }

    /// Words in files of a name beside the class that uses them.
    public static Words beside(Class<?> user, String name) {
        return new Words(user, name);
    }

    /// Whether there are words under a key.
    public boolean has(String key) {
        return in(Locale.ENGLISH).getProperty(key) != null;
    }

    /// The words under a key as they are written.
    public String plain(Locale language, String key) {
        @Nullable String words = in(language).getProperty(key);
        return Objects.requireNonNull(words, () -> "no words in " + name + " for " + key);
    }

    /// The words under a key, as a [MessageFormat] with values filled in.
    public String of(Locale language, String key, Object... values) {
        return new MessageFormat(plain(language, key), language).format(values);
    }

    private Properties in(Locale language) {
        return read.computeIfAbsent(language, this::read);
    }

    private Properties read(Locale language) {
        Properties english = new Properties();
        fill(english, "");
        Properties words = new Properties(english);
        fill(words, "_" + language);
        return words;
    }

    /// A language of which there is no file adds nothing.
    private void fill(Properties words, String suffix) {
        try (@Nullable InputStream stream = user.getResourceAsStream(name + suffix + ".properties")) {
            if (stream != null) {
                words.load(new InputStreamReader(stream, StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
