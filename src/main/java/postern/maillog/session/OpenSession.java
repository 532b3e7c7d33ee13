package postern.maillog.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import postern.maillog.Direction;
import postern.maillog.Peer;
import postern.maillog.SessionOutcome;
import postern.maillog.line.Frame;
import postern.maillog.line.LogTime;
import postern.openssl.OpenSslError;
import postern.tls.Answer;

/// A connection while its lines come in.
public final class OpenSession {
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

    /// A connection whose first line has been read.
    public OpenSession(Direction direction, Peer peer, Frame first) {
        this.direction = direction;
        this.service = first.program().service();
        this.peer = peer;
        this.at = first.time();
        this.number = first.number();
        this.state = new SessionState();
        keep(first);
    }

    /// An incoming connection that is over, without its lines.
    public OpenSession(
            String service,
            Peer peer,
            @Nullable LogTime at,
            long number,
            SessionState state,
            SessionOutcome.@Nullable Established established) {
        this.direction = Direction.INBOUND;
        this.service = service;
        this.peer = peer;
        this.at = at;
        this.number = number;
        this.state = state;
        this.established = established;
    }

    /// Place of its first line in the log.
    public long number() {
        return number;
    }

    /// Who opened it.
    public Direction direction() {
        return direction;
    }

    /// The other side.
    public Peer peer() {
        return peer;
    }

    /// When it began; null if the first line does not tell.
    @Nullable
    public LogTime at() {
        return at;
    }

    /// The service of the process, such as `submission`; empty where the log names none.
    public String service() {
        return service;
    }

    /// The lines kept of it.
    public List<Frame> lines() {
        return lines;
    }

    /// Gives up its lines: there are enough of others.
    public void forgetLines() {
        lines = new ArrayList<>(0);
    }

    /// How many messages came or went over it.
    public int mails() {
        return state.mails();
    }

    /// Whether a mail transaction was begun.
    public boolean isUsed() {
        return state.isUsed();
    }

    /// Keeps a line as evidence.
    public void keep(Frame frame) {
        if (lines.size() < MOST_LINES && (lines.isEmpty() || lines.getLast().number() != frame.number())) {
            lines.add(frame);
        }
    }

    /// Its handshake succeeded.
    public void established(SessionOutcome.Established how) {
        established = how;
        state.established(how.version());
    }

    /// Its handshake failed.
    public void failed(String reason) {
        state.failed(reason);
    }

    /// Takes an error of the library; the first tells the cause, the others follow from it.
    public void error(OpenSslError found) {
        state.error(found);
    }

    /// Takes over what another process told of the handshake.
    public void adopt(OpenSession other) {
        state.failed(other.state.told());
        other.state.error().ifPresent(state::error);
        lines.addAll(0, other.lines);
    }

    /// TLS was not to be had on it.
    public void unavailable(String reason) {
        state.unavailable(reason);
    }

    /// Whether TLS was started, where something else than the lines of the handshake tells it.
    public void counted(Answer startTls) {
        state.counted(startTls);
    }

    /// The connection broke after STARTTLS.
    ///
    /// @return whether it was not known before that TLS failed
    public boolean lostAfterStartTls(String how) {
        return state.lostAfterStartTls(how);
    }

    /// Whether the statistics of the line `disconnect from` tell of a mail that was tried without TLS in vain.
    public boolean triedMail(String message) {
        return state.triedMail(message);
    }

    /// Takes the line `disconnect from`.
    ///
    /// @param failedBefore whether mail was tried without TLS after a failed handshake of the same sender
    public void disconnected(String message, boolean failedBefore) {
        afterFailure |= failedBefore;
        state.disconnected(message);
    }

    /// The connection was begun elsewhere.
    public void continued() {
        state.continued();
    }

    /// Commands of a mail transaction were given.
    public void commands(boolean failedBefore) {
        state.commands();
        afterFailure |= failedBefore;
    }

    /// A message came or went over it.
    public void mail(String id) {
        state.mail(id);
    }

    /// The connection was made for a mail or used for it.
    public void concerns(Attempt tried) {
        boolean knowsLess =
                attempt != null && attempt.maybe(tried) && tried.waited().isEmpty();
        attempt = knowsLess ? attempt : tried;
    }

    /// Whether the connection may have been made for this mail, as far as is known.
    public boolean mayConcern(Attempt tried) {
        return attempt == null || attempt.maybe(tried);
    }

    /// Whether a handshake succeeded.
    public boolean isEstablished() {
        return state.isEstablished();
    }

    /// Whether a handshake failed.
    public boolean isFailed() {
        return state.isFailed();
    }

    /// Whether TLS was not to be had.
    public boolean isUnavailable() {
        return state.isUnavailable();
    }

    boolean hasError() {
        return state.error().isPresent();
    }

    /// What became of TLS, in short.
    public Verdict verdict() {
        return state.verdict();
    }

    /// What became of TLS; empty if nothing was tried.
    ///
    /// @param logged whether the log would show TLS if there had been any
    public Optional<SessionOutcome> outcome(boolean logged) {
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
