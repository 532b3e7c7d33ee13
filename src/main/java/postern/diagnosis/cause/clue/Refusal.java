package postern.diagnosis.cause.clue;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.SenderTraffic;
import postern.maillog.SessionOutcome;
import postern.maillog.TlsSession;
import postern.openssl.ErrorCategory;
import postern.openssl.OpenSslError;

/// A handshake that a client ended because of our certificate (RFC 8446 section 6.2).
///
/// @param sender  the client
/// @param session the session
/// @param error   what it said
public record Refusal(SenderTraffic sender, TlsSession session, OpenSslError error) {
    /// All refusals by clients that are not scanners, one for each client.
    public static List<Refusal> in(Facts facts) {
        return facts.realSenders().stream()
                .flatMap(sender -> sender
                        .failure(error -> error.category() == ErrorCategory.PEER_REJECTS_CERT)
                        .flatMap(session -> error(session).map(error -> new Refusal(sender, session, error)))
                        .stream())
                .toList();
    }

    private static Optional<OpenSslError> error(TlsSession session) {
        return session.outcome() instanceof SessionOutcome.Failed failed ? failed.error() : Optional.empty();
    }

    /// Refusals of a certain kind by clients that never got in.
    public static List<Citation> lasting(Facts facts, Pattern reason) {
        return in(facts).stream()
                .filter(refusal -> reason.matcher(refusal.error.reason()).find())
                .filter(refusal -> !refusal.cameBack())
                .map(refusal -> facts.citation(refusal.session))
                .toList();
    }

    /// Whether the same client got in at another time: its user accepted the certificate. Hosts of one
    /// known operator are one client, hosts that only share a domain, as the lines of one provider do,
    /// are not.
    public boolean cameBack() {
        return sender.peers().stream()
                .filter(peer -> sender.profile().isPresent()
                        || peer.peer().address().equals(session.peer().address()))
                .anyMatch(peer -> peer.tls() > 0
                        || peer.delivered() > 0
                        || peer.samples().stream()
                                .anyMatch(other -> other.outcome() instanceof SessionOutcome.Unlogged));
    }

    /// Citations of a stream of refusals.
    public static List<Citation> citations(Facts facts, Stream<Refusal> refusals) {
        return refusals.map(refusal -> facts.citation(refusal.session)).toList();
    }
}
