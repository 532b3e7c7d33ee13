package postern.probe;

import java.util.Locale;

/// Why a question of a thorough look has no answer, where neither the network nor the server stands in the way.
public enum Obstacle {
    NOT_ASKED,
    /// No certificate was sent.
    NO_CERTIFICATE,
    /// No version is accepted.
    NO_VERSION,
    /// TLS starts without a command.
    NO_STARTTLS,
    /// TLS 1.3 does without it.
    NONE_IN_TLS13,
    /// TLS 1.3 encrypts it.
    HIDDEN_IN_TLS13,
    /// There is no lower version to fall back to.
    NO_LOWER_VERSION,
    NO_VERSION_BEFORE_TLS13,
    /// Versions before TLS 1.2 do not choose a signature.
    NOT_CHOSEN_BEFORE_TLS12,
    /// The hello cannot be made so short.
    HELLO_TOO_LONG,
    /// Not all is known about the suites that it depends on.
    INCOMPLETE_SUITES,
    /// Java's own client cannot speak what the server accepts.
    NOT_FOR_JAVA,
    /// The server chose something that is not in our tables.
    NOT_IN_TABLES;

    /// The stable word used in JSON and as message key.
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    <T> Observed<T> unknown() {
        return new Observed.Unknown<>(id());
    }
}
