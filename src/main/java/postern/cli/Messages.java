package postern.cli;

import java.text.MessageFormat;
import java.util.ResourceBundle;

/// The command line's own sentences, from `cli.properties`.
final class Messages {
    private static final ResourceBundle BUNDLE = ResourceBundle.getBundle("postern.cli.cli");

    private Messages() {}

    static String of(String key, Object... values) {
        return new MessageFormat(BUNDLE.getString(key)).format(values);
    }
}
