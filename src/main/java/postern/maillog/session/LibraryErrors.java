package postern.maillog.session;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import postern.openssl.OpenSslError;

/// Decodes the library's errors. A log has few different ones, so each is decoded once.
public final class LibraryErrors {
    private static final int MOST_KNOWN = 500;

    private final Map<String, Optional<OpenSslError>> known = new HashMap<>();

    /// The error in a message; empty if there is none.
    public Optional<OpenSslError> find(String message) {
        int start = message.indexOf("error:");
        if (start < 0) {
            return OpenSslError.find(message);
        }
        String error = message.substring(start);
        Optional<OpenSslError> found = known.get(error);
        if (found == null) {
            found = OpenSslError.find(error);
            if (known.size() < MOST_KNOWN) {
                known.put(error, found);
            }
        }
        return found;
    }
}
