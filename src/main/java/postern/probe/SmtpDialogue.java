package postern.probe;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.commons.net.smtp.SMTPClient;
import org.apache.commons.net.smtp.SMTPConnectionClosedException;

/// SMTP up to STARTTLS (RFC 5321, RFC 3207).
final class SmtpDialogue extends SMTPClient implements Dialogue {
    /// What Cisco's "ESMTP inspection" leaves of a keyword of eight letters.
    private static final Pattern MASKED = Pattern.compile("X{7}[XA]");

    /// Not recognised, not implemented (RFC 5321 section 4.2.2).
    private static final Set<Integer> KNOWS_NO_EHLO = Set.of(500, 501, 502, 504);

    private final String ehloName;

    SmtpDialogue(SpokenSocket socket, String ehloName) {
        _socket_ = socket;
        this.ehloName = ehloName;
    }

    @Override
    public void greeting() throws IOException {
        expect(220, () -> {
            _connectAction_();
            return getReplyCode();
        });
    }

    @Override
    public StartTls capabilities() throws IOException {
        try {
            expect(250, () -> sendCommand("EHLO", ehloName));
        } catch (TroubleException e) {
            if (e.trouble() instanceof Trouble.ErrorReply(int code) && KNOWS_NO_EHLO.contains(code)) {
                return withoutExtensions(e);
            }
            throw e;
        }
        List<String> keywords = Arrays.stream(getReplyStrings())
                .skip(1)
                .filter(line -> line.length() > 4)
                .map(line -> line.substring(4).strip().split("[ =]", 2)[0].toUpperCase(Locale.ROOT))
                .toList();
        if (keywords.contains("STARTTLS")) {
            return StartTls.OFFERED;
        }
        return keywords.stream().anyMatch(MASKED.asMatchPredicate()) ? StartTls.MASKED : StartTls.NOT_OFFERED;
    }

    /// A server that does not know EHLO and takes HELO has no extensions, STARTTLS included (RFC 5321 section 3.2).
    private StartTls withoutExtensions(TroubleException toEhlo) throws IOException {
        try {
            expect(250, () -> sendCommand("HELO", ehloName));
            return StartTls.NOT_OFFERED;
        } catch (TroubleException _) {
            throw toEhlo;
        }
    }

    @Override
    public void startTls(String behind) throws IOException {
        expect(220, () -> sendCommand("STARTTLS" + behind));
    }

    @Override
    public void goodbye() throws IOException {
        _socket_.getOutputStream().write("QUIT\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        _socket_.getOutputStream().flush();
    }

    private interface Command {
        int run() throws IOException;
    }

    private void expect(int wanted, Command command) throws IOException {
        int code;
        try {
            code = command.run();
        } catch (SMTPConnectionClosedException e) {
            // Commons Net throws the same for 421, for silence and for a reply that was cut off.
            code = getReplyStrings().length == 0 ? 0 : getReplyCode();
            if (code < 400) {
                throw new TroubleException(new Trouble.Closed());
            }
        }
        if (code >= 400 && code <= 599) {
            throw new TroubleException(new Trouble.ErrorReply(code));
        }
        if (code != wanted) {
            throw new TroubleException(new Trouble.WrongProtocol());
        }
    }
}
