package postern.diagnosis;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import postern.maillog.PeerTotals;
import postern.maillog.SessionOutcome;
import postern.maillog.TlsSession;
import postern.openssl.OpenSslError;
import postern.sender.SenderProfile;
import postern.tls.Answer;
import postern.tls.CipherSuite;
import postern.tls.ClientTls;
import postern.tls.Known;
import postern.tls.ProtocolVersion;

/// One sending system and everything the log tells of its hosts.
///
/// @param name    for people: the operator of the profile, else the hosts' domain, else the address
/// @param profile what is known about it from elsewhere
/// @param peers   its hosts
public record SenderTraffic(String name, Optional<SenderProfile> profile, List<PeerTotals> peers) {
    public SenderTraffic {
        peers = List.copyOf(peers);
    }

    /// Sessions with TLS.
    public long tls() {
        return peers.stream().mapToLong(PeerTotals::tls).sum();
    }

    /// Failed handshakes.
    public long failed() {
        return peers.stream().mapToLong(PeerTotals::failed).sum();
    }

    /// Sessions without TLS.
    public long plaintext() {
        return peers.stream().mapToLong(PeerTotals::plaintext).sum();
    }

    /// Mails that came through.
    public long delivered() {
        return peers.stream().mapToLong(PeerTotals::delivered).sum();
    }

    /// The sessions kept as samples.
    public Stream<TlsSession> sessions() {
        return peers.stream().flatMap(peer -> peer.samples().stream());
    }

    /// How the samples failed whose handshake did.
    public Stream<SessionOutcome.Failed> failures() {
        return sessions()
                .map(TlsSession::outcome)
                .filter(SessionOutcome.Failed.class::isInstance)
                .map(SessionOutcome.Failed.class::cast);
    }

    /// The first sample whose handshake failed with an error of a certain kind.
    public Optional<TlsSession> failure(Predicate<OpenSslError> kind) {
        return sessions()
                .filter(session -> session.outcome() instanceof SessionOutcome.Failed failed
                        && failed.error().filter(kind).isPresent())
                .findFirst();
    }

    /// Whether mail came without TLS after a handshake had failed.
    public boolean fellBack() {
        return sessions()
                .anyMatch(session ->
                        session.outcome() instanceof SessionOutcome.Plaintext(boolean afterFailure) && afterFailure);
    }

    /// Whether the sender delivers without TLS after a handshake failed: what the log shows, else what its
    /// profile says.
    public Answer fallsBack() {
        return fellBack()
                ? Answer.YES
                : profile.map(SenderProfile::plaintextAfterFailure).orElse(Answer.UNKNOWN);
    }

    /// What it offers: its profile's offer, else what its sessions prove.
    public ClientTls offer() {
        return profile.map(SenderProfile::offer)
                .filter(offer -> !offer.versions().items().isEmpty())
                .orElseGet(this::proven);
    }

    /// An established session proves one version and one suite.
    private ClientTls proven() {
        List<SessionOutcome.Established> established = sessions()
                .map(TlsSession::outcome)
                .filter(SessionOutcome.Established.class::isInstance)
                .map(SessionOutcome.Established.class::cast)
                .toList();
        List<ProtocolVersion> versions = established.stream()
                .map(SessionOutcome.Established::version)
                .distinct()
                .toList();
        List<CipherSuite> suites = established.stream()
                .flatMap(session -> CipherSuite.named(session.cipher()).stream())
                .distinct()
                .toList();
        ClientTls nothing = ClientTls.unknown();
        return new ClientTls(
                Known.some(versions),
                Known.some(suites),
                nothing.groups(),
                nothing.signatureSchemes(),
                nothing.minimumDhBits());
    }
}
