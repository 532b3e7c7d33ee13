package postern.client;

import java.util.Optional;
import postern.maillog.LogLine;

/// How a program is told to connect.
///
/// @param program   whose settings they are, by its name or by the sort of program
/// @param protocol  what it speaks there
/// @param mode      how it begins
/// @param port      where it connects to
/// @param modeLine  the line that says how
/// @param portLine  the line that says where
public record ClientSettings(
        String program, MailProtocol protocol, ClientMode mode, int port, LogLine modeLine, LogLine portLine) {

    /// What is wrong when mode and port do not go together.
    public enum Misfit {
        /// TLS begins where the server greets in clear text first.
        TOO_EARLY,
        /// A greeting is waited for where the server waits for TLS.
        TOO_LATE
    }

    /// What is wrong with the settings; empty if mode and port go together.
    public Optional<Misfit> misfit() {
        if (mode.isAtOnce() == MailProtocol.isImplicit(port)) {
            return Optional.empty();
        }
        return Optional.of(mode.isAtOnce() ? Misfit.TOO_EARLY : Misfit.TOO_LATE);
    }
}
