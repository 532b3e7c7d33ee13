package postern.remedy;

import java.util.List;
import java.util.Locale;
import postern.sender.SenderNames;

/// A sender, what the log says happened with it, and what is to be expected now and after the changes.
///
/// @param name      for people: `Google`, or the host's domain where no profile fits
/// @param profile   id of the sender profile used; empty if only the log was used
/// @param hosts     host names seen in the log, at most 20
/// @param tls       sessions with TLS in the log
/// @param failed    failed handshakes in the log
/// @param plaintext sessions without TLS in the log
/// @param now       against the server as it is
/// @param after     against the server with the changes
public record PeerForecast(
        String name,
        String profile,
        List<String> hosts,
        long tls,
        long failed,
        long plaintext,
        Forecast now,
        Forecast after) {
    public PeerForecast {
        hosts = List.copyOf(hosts);
    }

    /// The sender's name in a language.
    public String name(Locale language) {
        return SenderNames.in(language, profile, name);
    }

    /// Whether the sender was seen in the log.
    public boolean wasSeen() {
        return tls + failed + plaintext > 0;
    }
}
