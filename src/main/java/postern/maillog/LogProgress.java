package postern.maillog;

import java.time.LocalDateTime;
import java.util.Optional;

/// How far the reading of a log is, and what it told until then.
///
/// @param lines    lines read
/// @param tls      sessions with TLS
/// @param failed   sessions whose TLS failed
/// @param oldest   the earliest time; empty if no line is dated
/// @param newest   the latest time
public record LogProgress(
        long lines, long tls, long failed, Optional<LocalDateTime> oldest, Optional<LocalDateTime> newest) {}
