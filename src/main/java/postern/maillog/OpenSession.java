package postern.maillog;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import postern.openssl.OpenSslError;
import postern.tls.Answer;

/// A connection while its lines come in.
final class OpenSession {
    private static final int MOST_LINES = 12;

    private final Direction direction;
    private final String service;
    private final Peer peer;
    private final @Nullable LogTime at;
    private final long number;
    private List<Frame> lines = new ArrayList<>();
    private final SessionState state;

    private SessionOutcome.@Nullable Established established;
    private boolean afterFailure;
    private @Nullable Attempt attempt;

    OpenSession(Direction direction, Peer peer, Frame first) {
        this.direction = direction;
        this.service = first.program().service();
        this.peer = peer;
        this.at = first.time();
        this.number = first.number();
        this.state = new SessionState();
        keep(first);
    }

    /// A connection that is over, without its lines.
    OpenSession(LineBatch.Session over, @Nullable LogTime at, long number) {
        this.direction = Direction.INBOUND;
        this.service = over.service();
        this.peer = over.peer();
        this.at = at;
        this.number = number;
        this.state = over.state();
        this.established = over.established();
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

    /// Gives up its lines: there are enough of others.
    void forgetLines() {
        lines = new ArrayList<>(0);
    }

    int mails() {
        return state.mails();
    }

    /// Whether a mail transaction was begun.
    boolean isUsed() {
        return state.isUsed();
    }

    /// Keeps a line as evidence.
    void keep(Frame frame) {
        if (lines.size() < MOST_LINES && (lines.isEmpty() || lines.getLast().number() != frame.number())) {
            lines.add(frame);
        }
    }

    void established(SessionOutcome.Established how) {
        established = how;
        state.established(how.version());
    }

    void failed(String reason) {
        state.failed(reason);
    }

    /// Takes an error of the library; the first tells the cause, the others follow from it.
    void error(OpenSslError found) {
        state.error(found);
    }

    /// Takes over what another process told of the handshake.
    void adopt(OpenSession other) {
        state.failed(other.state.told());
        other.state.error().ifPresent(state::error);
        lines.addAll(0, other.lines);
    }

    void unavailable(String reason) {
        state.unavailable(reason);
    }

    /// Whether TLS was started, where something else than the lines of the handshake tells it.
    void counted(Answer startTls) {
        state.counted(startTls);
    }

    /// The connection broke after STARTTLS.
    ///
    /// @return whether it was not known before that TLS failed
    boolean lostAfterStartTls(String how) {
        return state.lostAfterStartTls(how);
    }

    /// Whether the statistics of the line `disconnect from` tell of a mail that was tried without TLS in vain.
    boolean triedMail(String message) {
        return state.triedMail(message);
    }

    /// Takes the line `disconnect from`.
    ///
    /// @param failedBefore whether mail was tried without TLS after a failed handshake of the same sender
    void disconnected(String message, boolean failedBefore) {
        afterFailure |= failedBefore;
        state.disconnected(message);
    }

    /// The connection was begun elsewhere.
    void continued() {
        state.continued();
    }

    /// Commands of a mail transaction were given.
    void commands(boolean failedBefore) {
        state.commands();
        afterFailure |= failedBefore;
    }

    void mail(String id) {
        state.mail(id);
    }

    /// The connection was made for a mail or used for it.
    void concerns(Attempt tried) {
        boolean knowsLess =
                attempt != null && attempt.maybe(tried) && tried.waited().isEmpty();
        attempt = knowsLess ? attempt : tried;
    }

    /// Whether the connection may have been made for this mail, as far as is known.
    boolean mayConcern(Attempt tried) {
        return attempt == null || attempt.maybe(tried);
    }

    boolean isEstablished() {
        return state.isEstablished();
    }

    boolean isFailed() {
        return state.isFailed();
    }

    boolean isUnavailable() {
        return state.isUnavailable();
    }

    boolean hasError() {
        return state.error().isPresent();
    }

    /// What became of TLS, in short.
    Verdict verdict() {
        return state.verdict();
    }

    /// What became of TLS; empty if nothing was tried.
    ///
    /// @param logged whether the log would show TLS if there had been any
    Optional<SessionOutcome> outcome(boolean logged) {
        return switch (state.kind()) {
            case FAILED -> Optional.of(new SessionOutcome.Failed(state.error(), state.told()));
            case ESTABLISHED -> Optional.of(Objects.requireNonNull(established));
            case UNAVAILABLE -> Optional.of(new SessionOutcome.Unavailable(state.told()));
            case PLAINTEXT -> Optional.of(plaintext());
            case ENCRYPTED -> Optional.of(new SessionOutcome.Unlogged(Answer.YES));
            case SILENT -> Optional.of(logged ? plaintext() : new SessionOutcome.Unlogged(Answer.UNKNOWN));
            case CONTINUED, NOTHING -> Optional.empty();
        };
    }

    private SessionOutcome plaintext() {
        return new SessionOutcome.Plaintext(afterFailure || state.isUnavailable());
    }
}
