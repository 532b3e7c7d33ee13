package postern.transcript;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import postern.maillog.LogLine;
import postern.probe.StartTls;

/// A pasted conversation with a mail server, by telnet, swaks or in a report of the server to its postmaster.
///
/// @param source       the file's name
/// @param command      the command that began it, or the server's name; empty if neither was pasted
/// @param greeting     the server's first line, without its code; empty if the server said nothing
/// @param capabilities what the server announced after EHLO, as written
/// @param startTls     what became of STARTTLS
/// @param answer       the server's answer to STARTTLS with its code; empty if it was not given or not answered
/// @param failure      what the program said when no TLS came of it after that answer; empty if it did not say
/// @param closed       whether the connection ended before the server said anything
/// @param waited       whether the tool said that it was connected and waits for what the server says
/// @param lines        lines worth quoting
public record SmtpTranscript(
        String source,
        Optional<String> command,
        Optional<String> greeting,
        List<String> capabilities,
        StartTls startTls,
        Optional<String> answer,
        Optional<String> failure,
        boolean closed,
        boolean waited,
        List<LogLine> lines) {
    /// Tools that speak TLS before anything is said.
    private static final Pattern ENCRYPTED =
            Pattern.compile("openssl s_client\\b.*|gnutls-cli\\b.*|ncat\\b.* --ssl\\b.*|telnet-ssl\\b.*");

    public SmtpTranscript {
        capabilities = List.copyOf(capabilities);
        lines = List.copyOf(lines);
    }

    /// Whether all of it was said within TLS.
    public boolean isEncrypted() {
        return command.filter(SmtpTranscript::isEncrypted).isPresent();
    }

    static boolean isEncrypted(@Nullable String command) {
        return command != null && ENCRYPTED.matcher(command).matches();
    }

    /// Whether somebody was connected and the server said nothing.
    public boolean isSilent() {
        return greeting.isEmpty() && capabilities.isEmpty() && answer.isEmpty() && (closed || waited);
    }
}
