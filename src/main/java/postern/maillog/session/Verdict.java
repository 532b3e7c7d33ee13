package postern.maillog.session;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import postern.tls.ProtocolVersion;

/// What became of TLS in a connection, in short. Connections with equal verdicts are alike.
///
/// @param kind    what became of it
/// @param version the version agreed; null if none was
/// @param failure why TLS did not come about: the library's reason, else the log's own words; empty if it did
public record Verdict(Kind kind, @Nullable ProtocolVersion version, String failure) {
    private static final Map<Kind, Verdict> PLAIN = new EnumMap<>(Kind.class);
    private static final Map<ProtocolVersion, Verdict> ESTABLISHED = new EnumMap<>(ProtocolVersion.class);

    static {
        for (Kind kind : Kind.values()) {
            PLAIN.put(kind, new Verdict(kind, null, ""));
        }
        for (ProtocolVersion version : ProtocolVersion.values()) {
            ESTABLISHED.put(version, new Verdict(Kind.ESTABLISHED, version, ""));
        }
    }

    /// How it went, as far as sums tell connections apart.
    public enum Kind {
        ESTABLISHED,
        FAILED,
        UNAVAILABLE,
        PLAINTEXT,
        /// The statistics count a STARTTLS; version and suite are not logged.
        ENCRYPTED,
        /// No line speaks of TLS: clear text if the log would show TLS, else not known.
        SILENT,
        /// Mail went over a connection that was begun elsewhere and is counted there.
        CONTINUED,
        /// Nothing was tried, so that there is nothing to tell.
        NOTHING
    }

    static Verdict of(Kind kind) {
        return Objects.requireNonNull(PLAIN.get(kind));
    }

    static Verdict established(@Nullable ProtocolVersion version) {
        Verdict known = version == null ? null : ESTABLISHED.get(version);
        return known == null ? of(Kind.ESTABLISHED) : known;
    }

    /// Spelled out, because what is made for records is slow until Java optimises it.
    @Override
    public boolean equals(Object other) {
        return this == other
                || (other instanceof Verdict verdict
                        && kind == verdict.kind
                        && version == verdict.version
                        && failure.equals(verdict.failure));
    }

    @Override
    public int hashCode() {
        return 31 * kind.hashCode() + failure.hashCode();
    }

    /// Whether TLS was tried and did not come about.
    public boolean isFailure() {
        return kind == Kind.FAILED || kind == Kind.UNAVAILABLE;
    }
}
