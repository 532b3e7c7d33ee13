package postern.maillog;

import java.time.LocalDateTime;

/// What happened in one hour.
///
/// @param hour      its start, in the log's own time
/// @param direction which way
/// @param tls       sessions with TLS
/// @param failed    sessions whose handshake failed or could not begin
/// @param plaintext sessions without TLS
public record HourTotals(LocalDateTime hour, Direction direction, long tls, long failed, long plaintext) {}
