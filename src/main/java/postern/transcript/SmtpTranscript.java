package postern.transcript;

import java.util.List;
import java.util.Optional;
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
/// @param closed       whether the connection ended before the server said anything
/// @param lines        lines worth quoting
public record SmtpTranscript(
        String source,
        Optional<String> command,
        Optional<String> greeting,
        List<String> capabilities,
        StartTls startTls,
        Optional<String> answer,
        boolean closed,
        List<LogLine> lines) {
    public SmtpTranscript {
        capabilities = List.copyOf(capabilities);
        lines = List.copyOf(lines);
    }
}
