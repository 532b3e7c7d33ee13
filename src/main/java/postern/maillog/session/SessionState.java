package postern.maillog.session;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import postern.openssl.OpenSslError;
import postern.tls.Answer;
import postern.tls.ProtocolVersion;

/// What is known of TLS and mail in one connection while its lines come in.
public final class SessionState {
    private @Nullable ProtocolVersion version;
    private @Nullable String failure;
    private Optional<OpenSslError> error = Optional.empty();
    private @Nullable String unavailable;
    private Answer counted = Answer.UNKNOWN;
    private boolean commands;
    private boolean continued;
    private String queueId = "";
    private int mails;

    /// The handshake succeeded.
    public void established(ProtocolVersion agreed) {
        version = agreed;
    }

    /// The handshake failed.
    public void failed(String reason) {
        failure = reason;
    }

    /// Takes an error of the library; the first tells the cause, the others follow from it.
    public void error(OpenSslError found) {
        if (error.isEmpty()) {
            error = Optional.of(found);
        }
    }

    void unavailable(String reason) {
        unavailable = reason;
    }

    /// The statistics of the server's last line say whether TLS was started (Postfix 3.0 and later).
    public void counted(Answer startTls) {
        counted = startTls;
    }

    /// Commands of a mail transaction were given.
    public void commands() {
        commands = true;
    }

    /// The connection was begun elsewhere.
    void continued() {
        continued = true;
    }

    /// Whether a mail transaction was begun.
    boolean isUsed() {
        return commands || mails > 0;
    }

    void mail(String id) {
        if (!queueId.equals(id)) {
            anotherMail();
        }
        queueId = id;
    }

    /// A mail came whose name need not be known.
    public void anotherMail() {
        mails++;
    }

    /// The connection broke after STARTTLS without a word of the library, or STARTTLS was answered with an error.
    ///
    /// @return whether it was not known before that TLS failed
    public boolean lostAfterStartTls(String how) {
        boolean news = !isEstablished() && !isFailed();
        if (news) {
            unavailable = how;
        }
        return news;
    }

    /// Takes the line `disconnect from`.
    public void disconnected(String message) {
        counted = Statistics.startTls(message);
        if (Statistics.startTlsFailed(message) && !isEstablished() && !isFailed()) {
            unavailable = isUnavailable() ? "lost connection after STARTTLS" : "STARTTLS was refused";
        }
        commands |= triedMail(message);
    }

    /// Whether the statistics tell of a mail that was tried without TLS and did not come to a queue id.
    boolean triedMail(String message) {
        return mails == 0 && !isEstablished() && message.contains(" mail=");
    }

    /// Whether a handshake succeeded.
    public boolean isEstablished() {
        return version != null;
    }

    /// Whether a handshake failed.
    public boolean isFailed() {
        return failure != null;
    }

    /// Whether TLS was not to be had.
    public boolean isUnavailable() {
        return unavailable != null;
    }

    Optional<OpenSslError> error() {
        return error;
    }

    /// How many messages came or went.
    public int mails() {
        return mails;
    }

    /// The queue id of the last mail; empty if there was none.
    String queueId() {
        return queueId;
    }

    /// The log's own words for what went wrong; empty if nothing did.
    String told() {
        String told = failure == null ? unavailable : failure;
        return told == null ? "" : told;
    }

    /// What became of TLS.
    public Verdict verdict() {
        Verdict.Kind kind = kind();
        return switch (kind) {
            case ESTABLISHED -> Verdict.established(version);
            case FAILED, UNAVAILABLE ->
                new Verdict(kind, version, error.map(OpenSslError::reason).orElse(told()));
            default -> Verdict.of(kind);
        };
    }

    Verdict.Kind kind() {
        if (failure != null) {
            return Verdict.Kind.FAILED;
        }
        if (version != null) {
            return Verdict.Kind.ESTABLISHED;
        }
        if (unavailable != null) {
            return mails == 0 ? Verdict.Kind.UNAVAILABLE : Verdict.Kind.PLAINTEXT;
        }
        if (mails == 0 && !commands) {
            return Verdict.Kind.NOTHING;
        }
        if (continued) {
            return Verdict.Kind.CONTINUED;
        }
        return switch (counted) {
            case YES -> Verdict.Kind.ENCRYPTED;
            case NO -> Verdict.Kind.PLAINTEXT;
            case UNKNOWN -> Verdict.Kind.SILENT;
        };
    }

    /// The version agreed; empty if none was.
    public Optional<ProtocolVersion> version() {
        return Optional.ofNullable(version);
    }
}
