package postern.probe;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.commons.net.pop3.POP3Client;
import org.apache.commons.net.pop3.POP3Reply;

/// POP3 up to STLS (RFC 2449, RFC 2595).
final class Pop3Dialogue extends POP3Client implements Dialogue {

    Pop3Dialogue(SpokenSocket socket) {
        _socket_ = socket;
    }

    @Override
    public void greeting() throws IOException {
        _connectAction_();
        expectOk(getReplyStrings()[0].startsWith("+OK"));
    }

    @Override
    public StartTls capabilities() throws IOException {
        if (sendCommand("CAPA") != POP3Reply.OK) {
            // A server with STLS has CAPA as well (RFC 2595 section 4).
            return StartTls.NOT_OFFERED;
        }
        getAdditionalReply();
        if (!getReplyStrings()[getReplyStrings().length - 1].equals(".")) {
            throw new TroubleException(new Trouble.Closed());
        }
        boolean offered =
                Arrays.stream(getReplyStrings()).anyMatch(line -> line.strip().equalsIgnoreCase("STLS"));
        return offered ? StartTls.OFFERED : StartTls.NOT_OFFERED;
    }

    @Override
    public void startTls(String behind) throws IOException {
        expectOk(sendCommand("STLS" + behind) == POP3Reply.OK);
    }

    @Override
    public void goodbye() throws IOException {
        _socket_.getOutputStream().write("QUIT\r\n".getBytes(StandardCharsets.US_ASCII));
        _socket_.getOutputStream().flush();
    }

    private static void expectOk(boolean ok) throws TroubleException {
        if (!ok) {
            throw new TroubleException(new Trouble.ErrorReply(0));
        }
    }
}
