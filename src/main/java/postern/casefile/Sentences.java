package postern.casefile;

import java.text.MessageFormat;
import java.util.ResourceBundle;

/// Sentences on saved cases, from `casefile.properties`.
final class Sentences {
    private static final ResourceBundle BUNDLE = ResourceBundle.getBundle("postern.casefile.casefile");

    private Sentences() {}

    static String of(String key, Object... values) {
        return new MessageFormat(BUNDLE.getString(key)).format(values);
    }
}
