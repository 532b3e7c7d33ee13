package postern.probe;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.commons.net.MalformedServerReplyException;
import org.apache.commons.net.imap.IMAPClient;
import org.apache.commons.net.imap.IMAPReply;

/// IMAP up to STARTTLS (RFC 9051 section 6.2.1).
final class ImapDialogue extends IMAPClient implements Dialogue {

    ImapDialogue(SpokenSocket socket) {
        _socket_ = socket;
    }

    @Override
    public void greeting() throws IOException {
        try {
            _connectAction_();
        } catch (MalformedServerReplyException e) {
            boolean goodbye = Arrays.stream(getReplyStrings())
                    .anyMatch(line -> line.toUpperCase(Locale.ROOT).startsWith("* BYE"));
            throw goodbye ? new TroubleException(new Trouble.ErrorReply(0)) : e;
        }
    }

    @Override
    public StartTls capabilities() throws IOException {
        expectOk("CAPABILITY");
        List<String> listed = Arrays.stream(getReplyStrings())
                .map(line -> line.toUpperCase(Locale.ROOT))
                .filter(line -> line.startsWith("* CAPABILITY "))
                .toList();
        if (listed.isEmpty()) {
            throw new TroubleException(new Trouble.WrongProtocol());
        }
        boolean offered = listed.stream()
                .flatMap(line -> Arrays.stream(line.split(" ", -1)))
                .anyMatch("STARTTLS"::equals);
        return offered ? StartTls.OFFERED : StartTls.NOT_OFFERED;
    }

    @Override
    public void startTls(String behind) throws IOException {
        expectOk("STARTTLS" + behind);
    }

    @Override
    public void goodbye() throws IOException {
        _socket_.getOutputStream().write("Z LOGOUT\r\n".getBytes(StandardCharsets.US_ASCII));
        _socket_.getOutputStream().flush();
    }

    private void expectOk(String command) throws IOException {
        if (sendCommand(command) != IMAPReply.OK) {
            throw new TroubleException(new Trouble.ErrorReply(0));
        }
    }
}
