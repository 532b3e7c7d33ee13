package postern.check;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/// Sentences of this room, from `check.properties`: English, but where another language is asked for.
final class Sentences {
    /// The language of what is said meanwhile.
    static final ScopedValue<Locale> LANGUAGE = ScopedValue.newInstance();

    private Sentences() {}

    static String of(String key, Object... values) {
        Locale language = LANGUAGE.orElse(Locale.ENGLISH);
        return new MessageFormat(
                        ResourceBundle.getBundle("postern.check.check", language)
                                .getString(key),
                        language)
                .format(values);
    }
}
