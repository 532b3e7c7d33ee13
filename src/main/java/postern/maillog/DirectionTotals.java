package postern.maillog;

import java.util.Map;
import postern.tls.ProtocolVersion;

/// Everything that went one way, over all peers.
///
/// @param direction which way
/// @param versions  sessions with TLS by the version agreed
/// @param encrypted sessions with TLS whose version the log does not give
/// @param failures  sessions whose handshake failed or could not begin, by reason: that of the library, else the
///                  log's own words; rare ones beyond the first few hundred under `(others)`
/// @param plaintext sessions without TLS
/// @param unlogged  sessions of which the log does not show whether they had TLS
/// @param idle      connections that tried neither TLS nor mail: port scanners, monitors, impatient clients
/// @param delivered mails
public record DirectionTotals(
        Direction direction,
        Map<ProtocolVersion, Long> versions,
        long encrypted,
        Map<String, Long> failures,
        long plaintext,
        long unlogged,
        long idle,
        long delivered) {
    public DirectionTotals {
        versions = Map.copyOf(versions);
        failures = Map.copyOf(failures);
    }

    /// Sessions with TLS.
    public long tls() {
        return encrypted + sum(versions);
    }

    /// Sessions whose handshake failed or could not begin.
    public long failed() {
        return sum(failures);
    }

    private static long sum(Map<?, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
