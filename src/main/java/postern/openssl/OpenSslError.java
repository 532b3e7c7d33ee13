package postern.openssl;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// An error of OpenSSL's queue as programs log it, decoded whatever the release.
///
/// For example `error:140760FC:SSL routines:SSL23_GET_CLIENT_HELLO:unknown protocol:s23_srvr.c:647:`, or
/// `error:0A000102:SSL routines::unsupported protocol:…` since 3.0, or numbers alone where the program
/// had not loaded the texts, or the text alone where it left out the rest.
///
/// @param quoted   the error as it stands in the line
/// @param code     the packed number; empty if the line has the text alone
/// @param library  the part of OpenSSL it comes from, for example `SSL routines`
/// @param function the function that raised it; 3.0 and later leave it out of most logs
/// @param reason   the reason in OpenSSL's words; `reason(NUMBER)` if there is no text and the number is
///                 not known
/// @param file     the source file, where the line names it
/// @param known    what is known about the reason; empty if it is not in the table
/// @param data     what the program added, for example `SSL alert number 48`
public record OpenSslError(
        String quoted,
        OptionalLong code,
        Optional<String> library,
        Optional<String> function,
        String reason,
        Optional<String> file,
        Optional<ErrorReason> known,
        Optional<String> data) {

    /// Finds the first error in a line; empty if it holds none.
    public static Optional<OpenSslError> find(String line) {
        return findAll(line).stream().findFirst();
    }

    /// Finds every error in a line, in order. If none is written in full, a text that OpenSSL uses for a
    /// failed handshake is looked for, but only in lines that speak of SSL or TLS.
    public static List<OpenSslError> findAll(String line) {
        List<OpenSslError> written = ErrorLine.findAll(line);
        return written.isEmpty() ? ErrorText.find(line).stream().toList() : written;
    }

    /// Decodes a packed number, for example `0x1408A0C1`.
    public static OpenSslError ofCode(long code) {
        return ErrorLine.ofCode(code);
    }

    /// What the error is about.
    public ErrorCategory category() {
        return known.map(ErrorReason::category).orElse(ErrorCategory.OTHER);
    }

    /// Who has to change something, seen from the server that logs the error.
    public ErrorSide side() {
        return known.map(ErrorReason::side).orElse(ErrorSide.UNKNOWN);
    }

    /// The alert that goes with the error: one the peer sent, or one this side sent because of it. Empty if
    /// there is none or it is not known.
    public Optional<Alert> alert() {
        Optional<Alert> received =
                known.flatMap(reason -> reason.receivedAlert().isPresent()
                        ? Optional.of(new Alert(reason.receivedAlert().getAsInt(), Alert.Direction.RECEIVED))
                        : Optional.empty());
        return received.or(() -> data.flatMap(Alert::find)).or(this::sentAlert);
    }

    private Optional<Alert> sentAlert() {
        ReleaseSpan releases = releases();
        return known.filter(reason -> reason.sentFrom()
                        .map(first -> releases.from().compareTo(first) >= 0)
                        .orElse(true))
                .filter(reason -> reason.sentAlert().isPresent())
                .map(reason -> new Alert(reason.sentAlert().getAsInt(), Alert.Direction.SENT));
    }

    /// Which side of the handshake raised the error, as the source file or the function shows.
    public Optional<ErrorSide> raisedBy() {
        return ErrorOrigin.side(this);
    }

    /// The releases of OpenSSL that write such an error.
    public ReleaseSpan releases() {
        return ErrorOrigin.releases(this);
    }
}
