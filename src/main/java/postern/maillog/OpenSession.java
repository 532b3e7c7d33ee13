package postern.maillog;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import postern.openssl.OpenSslError;
import postern.tls.Answer;
import postern.tls.ProtocolVersion;

/// A connection while its lines come in.
final class OpenSession {
    private static final int MOST_LINES = 12;

    private final Direction direction;
    private final String service;
    private final Peer peer;
    private final String written;
    private final @Nullable LogTime at;
    private final long number;
    private final List<Frame> lines = new ArrayList<>();

    private SessionOutcome.@Nullable Established established;
    private @Nullable String failure;
    private Optional<OpenSslError> error = Optional.empty();
    private @Nullable String unavailable;
    private Answer counted = Answer.UNKNOWN;
    private boolean afterFailure;
    private boolean commands;
    private String queueId = "";
    private int mails;

    OpenSession(Direction direction, Peer peer, Frame first) {
        this.direction = direction;
        this.service = first.program().service();
        this.peer = peer;
        this.written = peer.toString();
        this.at = first.time();
        this.number = first.number();
        keep(first);
    }

    /// Place of its first line in the log.
    long number() {
        return number;
    }

    Direction direction() {
        return direction;
    }

    Peer peer() {
        return peer;
    }

    /// The peer as Postfix writes it.
    String written() {
        return written;
    }

    @Nullable
    LogTime at() {
        return at;
    }

    String service() {
        return service;
    }

    List<Frame> lines() {
        return lines;
    }

    int mails() {
        return mails;
    }

    /// The queue id of the last mail; empty if there was none.
    String queueId() {
        return queueId;
    }

    /// Keeps a line as evidence.
    void keep(Frame frame) {
        if (lines.size() < MOST_LINES && (lines.isEmpty() || lines.getLast().number() != frame.number())) {
            lines.add(frame);
        }
    }

    void established(SessionOutcome.Established how) {
        established = how;
    }

    void failed(String reason) {
        failure = reason;
    }

    /// Takes an error of the library; the first tells the cause, the others follow from it.
    void error(OpenSslError found) {
        if (error.isEmpty()) {
            error = Optional.of(found);
        }
    }

    void unavailable(String reason) {
        unavailable = reason;
    }

    /// The statistics of the server's last line say whether TLS was started (Postfix 3.0 and later).
    void counted(Answer startTls) {
        counted = startTls;
    }

    /// Commands of a mail transaction were given.
    void commands(boolean failedBefore) {
        commands = true;
        afterFailure |= failedBefore;
    }

    void mail(String id) {
        if (!queueId.equals(id)) {
            mails++;
        }
        queueId = id;
    }

    boolean isEstablished() {
        return established != null;
    }

    boolean isFailed() {
        return failure != null;
    }

    boolean isUnavailable() {
        return unavailable != null;
    }

    boolean hasError() {
        return error.isPresent();
    }

    /// What became of TLS, in short.
    enum Kind {
        ESTABLISHED,
        FAILED,
        UNAVAILABLE,
        PLAINTEXT,
        /// The statistics count a STARTTLS; version and suite are not logged.
        ENCRYPTED,
        /// No line speaks of TLS: clear text if the log would show TLS, else not known.
        SILENT,
        /// Nothing was tried, so that there is nothing to tell.
        NOTHING
    }

    Kind kind() {
        if (failure != null) {
            return Kind.FAILED;
        }
        if (established != null) {
            return Kind.ESTABLISHED;
        }
        if (unavailable != null) {
            return mails == 0 ? Kind.UNAVAILABLE : Kind.PLAINTEXT;
        }
        if (mails == 0 && !commands) {
            return Kind.NOTHING;
        }
        return switch (counted) {
            case YES -> Kind.ENCRYPTED;
            case NO -> Kind.PLAINTEXT;
            case UNKNOWN -> Kind.SILENT;
        };
    }

    /// Whether TLS was established with a version.
    boolean isEstablishedWith(ProtocolVersion version) {
        return established != null && established.version() == version && failure == null;
    }

    /// Whether another session went the same way: the same version agreed, the same reason to fail.
    boolean isLike(OpenSession other) {
        return kind() == other.kind()
                && version().equals(other.version())
                && Objects.equals(failure, other.failure)
                && reason().equals(other.reason());
    }

    /// The version agreed; empty if none was.
    Optional<ProtocolVersion> version() {
        return Optional.ofNullable(established).map(SessionOutcome.Established::version);
    }

    /// Why TLS did not come about: the library's reason, else the log's own words.
    String failure() {
        String told = failure == null ? unavailable : failure;
        return reason().orElse(told == null ? "" : told);
    }

    private Optional<String> reason() {
        return error.map(OpenSslError::reason);
    }

    /// What became of TLS; empty if nothing was tried.
    ///
    /// @param logged whether the log would show TLS if there had been any
    Optional<SessionOutcome> outcome(boolean logged) {
        return switch (kind()) {
            case FAILED -> Optional.of(new SessionOutcome.Failed(error, Objects.requireNonNull(failure)));
            case ESTABLISHED -> Optional.ofNullable(established);
            case UNAVAILABLE -> Optional.of(new SessionOutcome.Unavailable(Objects.requireNonNull(unavailable)));
            case PLAINTEXT -> Optional.of(plaintext());
            case ENCRYPTED -> Optional.of(new SessionOutcome.Unlogged(Answer.YES));
            case SILENT -> Optional.of(logged ? plaintext() : new SessionOutcome.Unlogged(Answer.UNKNOWN));
            case NOTHING -> Optional.empty();
        };
    }

    private SessionOutcome plaintext() {
        return new SessionOutcome.Plaintext(afterFailure || unavailable != null);
    }
}
