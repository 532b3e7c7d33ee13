package postern.app.text;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/// The words of the window.
///
/// Every text is a [MessageFormat] pattern, so a straight apostrophe is written twice.
public final class Texts {
    private final ResourceBundle bundle;
    private final Locale locale;

    private Texts(ResourceBundle bundle, Locale locale) {
        this.bundle = bundle;
        this.locale = locale;
    }

    /// The words in a language; English where it has none.
    public static Texts in(Locale locale) {
        return new Texts(ResourceBundle.getBundle("postern.app.app", locale), locale);
    }

    /// A text by its key, with values filled in.
    public String get(String key, Object... values) {
        return new MessageFormat(bundle.getString(key), locale).format(values);
    }

    /// A text of a family, one for each kind of something: the key is the family, a dot and the kind's id.
    public String pick(String family, String id, Object... values) {
        return get(family + "." + id, values);
    }

    /// The language.
    public Locale locale() {
        return locale;
    }
}
