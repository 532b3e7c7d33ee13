package postern.maillog;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;

/// One connection, from `connect` to `disconnect`, as the log tells it.
///
/// @param direction which way
/// @param service   the program that logged it, `smtpd`, `submission/smtpd`, `smtp`, `imap-login`…
/// @param peer      the other machine
/// @param at        when it began, in the log's own time; empty if the log gives none
/// @param outcome   what became of TLS
/// @param lines     the lines that show it, at most 12
public record TlsSession(
        Direction direction,
        String service,
        Peer peer,
        Optional<LocalDateTime> at,
        SessionOutcome outcome,
        List<LogLine> lines) {
    public TlsSession {
        lines = List.copyOf(lines);
    }
}
