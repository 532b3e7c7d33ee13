package postern.app.engine;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import postern.tls.Answer;
import postern.tls.ProtocolVersion;

/// What people would rather look at than read about.
///
/// @param chains   certificate chains as they were sent
/// @param log      what happened over time; empty if no log tells of more than one stretch of time
/// @param versions what a server accepts; empty if nothing is known
public record Pictures(List<Chain> chains, List<Stretch> log, List<Accepted> versions) {
    public Pictures {
        chains = List.copyOf(chains);
        log = List.copyOf(log);
        versions = List.copyOf(versions);
    }

    /// Nothing to look at.
    public static Pictures none() {
        return new Pictures(List.of(), List.of(), List.of());
    }

    /// A chain as sent.
    ///
    /// @param source where it was seen
    /// @param links  the certificates in the order sent
    /// @param end    what comes above the topmost of them
    /// @param above  the name of what comes above; empty where the chain ends in a root of its own
    public record Chain(String source, List<Link> links, End end, String above) {
        public Chain {
            links = List.copyOf(links);
        }
    }

    /// A certificate of a chain.
    ///
    /// @param name   whose it is
    /// @param issuer who signed it
    /// @param ends   when it ends; empty where only names are known
    /// @param faults what is to be said about it
    public record Link(String name, String issuer, Optional<Instant> ends, Set<Fault> faults) {
        public Link {
            faults = Set.copyOf(faults);
        }
    }

    /// What is to be said about a certificate at its place in a chain.
    public enum Fault {
        EXPIRED,
        NOT_YET_VALID,
        SELF_SIGNED,
        WRONG_NAME,
        DUPLICATE,
        /// It certifies one sent after it, not before it.
        OUT_OF_PLACE,
        /// It certifies none of the others.
        UNRELATED,
        /// A root, which receivers have themselves.
        EXTRA_ROOT;

        /// The word used in message keys.
        public String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /// Whether it does no harm.
        public boolean isHarmless() {
            return this == EXTRA_ROOT;
        }
    }

    /// What comes above the topmost certificate of a chain.
    public enum End {
        /// A root that receivers have.
        KNOWN_ROOT,
        /// A root that was sent along and that receivers have.
        SENT_ROOT,
        /// It was sent and has the name of one that receivers have themselves; more than names is not known.
        NAMED_ROOT,
        /// A root that was sent along and that is not known to be trusted.
        OWN_ROOT,
        /// A certificate that should have been sent.
        MISSING,
        /// It is not known whether receivers have it.
        NOT_KNOWN;

        /// The word used in message keys.
        public String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /// What happened in a stretch of time.
    ///
    /// @param start     in the log's own time
    /// @param unit      how long it is: hours, days or weeks
    /// @param tls       sessions with TLS
    /// @param failed    sessions whose handshake failed or could not begin
    /// @param plaintext sessions without TLS
    public record Stretch(LocalDateTime start, ChronoUnit unit, long tls, long failed, long plaintext) {}

    /// What is known of a version.
    ///
    /// @param source   what shows it: an endpoint, or the file it follows from
    /// @param version  the version
    /// @param accepted whether the server speaks it
    /// @param suites   the suites it accepts in it, as far as known
    /// @param complete whether these are all
    public record Accepted(
            String source, ProtocolVersion version, Answer accepted, List<String> suites, boolean complete) {
        public Accepted {
            suites = List.copyOf(suites);
        }
    }
}
