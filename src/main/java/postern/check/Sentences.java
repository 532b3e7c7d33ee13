package postern.check;

import java.text.MessageFormat;
import java.util.ResourceBundle;

/// Sentences of this room, from `check.properties`.
final class Sentences {
    private static final ResourceBundle BUNDLE = ResourceBundle.getBundle("postern.check.check");

    private Sentences() {}

    static String of(String key, Object... values) {
        return new MessageFormat(BUNDLE.getString(key)).format(values);
    }
}
