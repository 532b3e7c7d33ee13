package postern.maillog;

import java.util.List;

/// What happened with one peer over the whole log.
///
/// @param peer       the other machine
/// @param direction  which way
/// @param tls        sessions with TLS
/// @param failed     sessions whose handshake failed or could not begin
/// @param plaintext  sessions without TLS
/// @param delivered  mails that came to a queue id in such sessions (inbound) or left (outbound)
/// @param samples    some sessions, of every outcome if there are several, at most 8
public record PeerTotals(
        Peer peer,
        Direction direction,
        long tls,
        long failed,
        long plaintext,
        long delivered,
        List<TlsSession> samples) {
    public PeerTotals {
        samples = List.copyOf(samples);
    }
}
