package postern.evidence;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.text.MessageFormat;
import java.util.ResourceBundle;

/// Sentences on inputs, from `evidence.properties`.
final class Remarks {
    private static final ResourceBundle BUNDLE = ResourceBundle.getBundle("postern.evidence.evidence");

    private Remarks() {}

    static String of(String key, Object... values) {
        return new MessageFormat(BUNDLE.getString(key)).format(values);
    }

    /// Why something could not be read, in a few words.
    static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return of("reason.denied");
        }
        String message = e.getMessage();
        return message == null ? of("reason.unknown") : message;
    }
}
