package postern.probe;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import postern.tls.CipherSuite;
import postern.tls.Known;
import postern.tls.ProtocolVersion;
import postern.tls.SuiteOrder;
import postern.tls.VersionSupport;

/// Asks whether a server speaks SSL 2.0 (RFC 6101 appendix E, RFC 6176), with a hello in that version's own form.
/// The server names all its ciphers and its certificate in one answer; the client chooses.
final class Sslv2 {
    private static final int CLIENT_HELLO = 1;
    private static final int SERVER_HELLO = 4;
    private static final int ALERT_RECORD = 21;
    private static final int HANDSHAKE_RECORD = 22;
    private static final int CHALLENGE = 16;

    /// The cipher kinds of RFC 6101 appendix E, three bytes each.
    private static final int[] KINDS = {0x010080, 0x020080, 0x030080, 0x040080, 0x050080, 0x060040, 0x0700C0};

    private Sslv2() {}

    /// What came of it.
    ///
    /// @param certificates the server's certificate, DER; empty if it sent none
    record Answer(VersionSupport support, List<byte[]> certificates) {
        Answer {
            certificates = List.copyOf(certificates);
        }
    }

    static byte[] hello() {
        WireBytes specs = new WireBytes();
        kinds().forEach(kind -> specs.number(3, kind.code()));
        byte[] challenge = new byte[CHALLENGE];
        new SecureRandom().nextBytes(challenge);
        byte[] message = new WireBytes()
                .number(1, CLIENT_HELLO)
                .number(2, ProtocolVersion.SSLV2.code())
                .number(2, specs.size())
                .number(2, 0)
                .number(2, CHALLENGE)
                .raw(specs.toByteArray())
                .raw(challenge)
                .toByteArray();
        return new WireBytes().number(2, 0x8000 | message.length).raw(message).toByteArray();
    }

    /// Reads the answer. A server that does not know the version closes, or answers with an alert of TLS.
    static Answer read(GuardedInput input) throws IOException {
        int first = input.read();
        int second = input.read();
        if (first < 0 || second < 0) {
            throw new TroubleException(new Trouble.Closed());
        }
        if (first == ALERT_RECORD) {
            byte[] alert = input.readNBytes(5);
            throw new TroubleException(alert.length < 5 ? new Trouble.Closed() : new Trouble.Alert(alert[4] & 0xff));
        }
        if (first == HANDSHAKE_RECORD) {
            return refused("not SSLv2");
        }
        boolean padded = (first & 0x80) == 0;
        int length = (first & (padded ? 0x3f : 0x7f)) << 8 | second;
        if (padded) {
            input.read();
        }
        byte[] message = input.readNBytes(length);
        if (message.length < 11 || message[0] != SERVER_HELLO) {
            throw new TroubleException(message.length < length ? new Trouble.Closed() : new Trouble.NotTls());
        }
        return serverHello(message);
    }

    private static Answer serverHello(byte[] message) throws TroubleException {
        int certificateLength = number(message, 5, 2);
        int specsLength = number(message, 7, 2);
        if (11 + certificateLength + specsLength > message.length) {
            throw new TroubleException(new Trouble.NotTls());
        }
        List<CipherSuite> kinds = new ArrayList<>();
        for (int at = 11 + certificateLength; at + 3 <= 11 + certificateLength + specsLength; at += 3) {
            CipherSuite.coded(number(message, at, 3)).ifPresent(kinds::add);
        }
        byte[] certificate = Arrays.copyOfRange(message, 11, 11 + certificateLength);
        return new Answer(
                kinds.isEmpty()
                        ? new VersionSupport.Refused("no cipher")
                        : new VersionSupport.Accepted(Known.all(kinds), SuiteOrder.CLIENT),
                certificateLength == 0 ? List.of() : List.of(certificate));
    }

    static Answer refused(String why) {
        return new Answer(new VersionSupport.Refused(why), List.of());
    }

    static Answer unknown(String why) {
        return new Answer(new VersionSupport.Unknown(why), List.of());
    }

    private static int number(byte[] bytes, int at, int size) {
        int value = 0;
        for (int i = 0; i < size; i++) {
            value = value << 8 | (bytes[at + i] & 0xff);
        }
        return value;
    }

    private static List<CipherSuite> kinds() {
        return IntStream.of(KINDS)
                .mapToObj(CipherSuite::coded)
                .flatMap(suite -> suite.stream())
                .toList();
    }
}
