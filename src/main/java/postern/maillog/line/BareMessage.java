package postern.maillog.line;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import postern.openssl.ErrorSide;
import postern.openssl.OpenSslError;

/// A message of Postfix whose date, host and program were cut off when it was pasted, `TLS library problem: …`, or that
/// names its program in a way of its own, `[postfix/smtpd] connect from …`, or that was copied from a table that shows
/// time, level and message in columns.
public final class BareMessage {
    private static final Pattern PROGRAM = Pattern.compile("(?:" + Decoration.CELLS
            + ")?[^\\w\\[]{0,8}(?:\\[(postfix(?:/[\\w-]{1,30}){1,2})(?:\\[\\d{1,8}\\])?]:?\\s{1,4})?");

    /// Messages of `smtpd` (`src/smtpd/smtpd.c`, `src/tls/tls_server.c`) and of the library in either program.
    private static final Pattern INBOUND = Pattern.compile("(?:warning: )?(?:TLS library problem: (?:\\d+:)?error:"
            + "|SSL_accept error from |lost connection after \\w+ (?:\\(\\S+ bytes\\) )?from |connect from "
            + "|disconnect from |setting up TLS connection from |NOQUEUE: reject: "
            + "|(?:Anonymous|Untrusted|Trusted) TLS connection established from )");

    /// Messages of `smtp` (`src/smtp/smtp_proto.c`, `src/tls/tls_client.c`).
    private static final Pattern OUTBOUND = Pattern.compile("SSL_connect error to |setting up TLS connection to "
            + "|(?:Anonymous|Untrusted|Trusted|Verified) TLS connection established to "
            + "|certificate verification failed for |server certificate verification failed for ");

    private static final Program SERVER = Program.named("postfix/smtpd");
    private static final Program CLIENT = Program.named("postfix/smtp");

    private BareMessage() {}

    /// Whether a line is such a message.
    public static boolean is(String line) {
        return start(line) >= 0;
    }

    /// The parts of such a line; null if it is none.
    static @Nullable Frame frame(long number, String line) {
        int start = start(line);
        if (start < 0) {
            return null;
        }
        String text = line.substring(start);
        Severity severity = Severity.of(text);
        Program program = program(line, text);
        return new Frame(
                number,
                line,
                null,
                new Origin(program.service(), program),
                program,
                text.startsWith("TLS library problem") ? Severity.WARNING : severity,
                text.substring(severity.length()),
                1);
    }

    private static int start(String line) {
        Matcher program = PROGRAM.matcher(line);
        if (!program.lookingAt()) {
            return -1;
        }
        int end = program.end();
        return begins(INBOUND, line, end) || begins(OUTBOUND, line, end) ? end : -1;
    }

    private static boolean begins(Pattern message, String line, int from) {
        return message.matcher(line).region(from, line.length()).lookingAt();
    }

    private static Program program(String line, String text) {
        Matcher named = PROGRAM.matcher(line);
        if (named.lookingAt() && named.group(1) != null) {
            return Program.named(named.group(1));
        }
        boolean client = begins(OUTBOUND, text, 0)
                || OpenSslError.find(text)
                        .flatMap(OpenSslError::raisedBy)
                        .filter(ErrorSide.CLIENT::equals)
                        .isPresent();
        return client ? CLIENT : SERVER;
    }
}
