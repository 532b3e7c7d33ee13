package postern.remedy;

import java.util.Locale;

/// What becomes of a sender's mail.
public enum Delivery {
    /// Arrives over TLS.
    ENCRYPTED,
    /// Arrives without TLS.
    PLAINTEXT,
    /// Does not arrive.
    FAILS,
    UNKNOWN;

    /// The stable word used in JSON and as message key.
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
