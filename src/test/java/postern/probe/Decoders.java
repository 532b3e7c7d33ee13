package postern.probe;

import static postern.probe.OddTls.AES13;
import static postern.probe.OddTls.CERTIFICATE_REQUEST;
import static postern.probe.OddTls.DHE;
import static postern.probe.OddTls.ECDHE;
import static postern.probe.OddTls.HANDSHAKE;
import static postern.probe.OddTls.HELLO_DONE;
import static postern.probe.OddTls.KEY_EXCHANGE;
import static postern.probe.OddTls.TLS12;
import static postern.probe.OddTls.TLS13;
import static postern.probe.OddTls.bytes;
import static postern.probe.OddTls.certificateMessage;
import static postern.probe.OddTls.extension;
import static postern.probe.OddTls.flight;
import static postern.probe.OddTls.helloMessage;
import static postern.probe.OddTls.join;
import static postern.probe.OddTls.keyExchangeMessage;
import static postern.probe.OddTls.message;
import static postern.probe.OddTls.number;
import static postern.probe.OddTls.record;
import static postern.probe.OddTls.vector;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

/// Everything that reads a server's bytes, each with sound ones to begin with. Whatever the bytes, nothing but an
/// [IOException] comes of them, and what is kept of the words is printable.
@SuppressWarnings("ImmutableEnumChecker")
enum Decoders {
    TLS12_FLIGHT(
            flight(
                    ECDHE,
                    certificateMessage(List.of(new byte[300], new byte[200])),
                    keyExchangeMessage(vector(1, new byte[32])),
                    message(CERTIFICATE_REQUEST, vector(1, bytes(1)), vector(2, bytes(4, 1)), vector(2)),
                    message(HELLO_DONE)),
            Decoders::flightOf),
    DHE_FLIGHT(
            flight(
                    DHE,
                    certificateMessage(List.of(new byte[100])),
                    message(
                            KEY_EXCHANGE,
                            vector(2, new byte[256]),
                            vector(2, bytes(2)),
                            vector(2, new byte[256]),
                            bytes(4, 1)),
                    message(HELLO_DONE)),
            Decoders::flightOf),
    TLS13_HELLO(
            record(
                    HANDSHAKE,
                    helloMessage(
                            TLS12,
                            AES13,
                            extension(43, number(2, TLS13)),
                            extension(51, number(2, 29), vector(2, new byte[32])))),
            Decoders::flightOf),
    ALERTS(join(OddTls.alert(1, 112), OddTls.alert(2, 40)), Decoders::flightOf),
    SMTP(
            text(
                    "220-mail.example.com\r\n220 ESMTP\r\n250-mail.example.com\r\n250-SIZE 1000\r\n250 STARTTLS\r\n220 Go\r\n"),
            bytes -> talk(Service.SMTP, bytes)),
    IMAP(
            text("* OK ready\r\n* CAPABILITY IMAP4rev1 STARTTLS\r\nAAAA OK done\r\nAAAB OK begin\r\n"),
            bytes -> talk(Service.IMAP, bytes)),
    POP3(text("+OK ready\r\n+OK list\r\nUSER\r\nSTLS\r\n.\r\n+OK begin\r\n"), bytes -> talk(Service.POP3, bytes));

    private final byte[] sound;
    private final Consumer<byte[]> decoder;

    Decoders(byte[] sound, Consumer<byte[]> decoder) {
        this.sound = sound;
        this.decoder = decoder;
    }

    byte[] sound() {
        return sound.clone();
    }

    void decode(byte[] bytes) {
        decoder.accept(bytes);
    }

    private static void flightOf(byte[] bytes) {
        try {
            FlightReader.read(new ByteArrayInputStream(bytes), true);
        } catch (TroubleException e) {
            e.trouble();
        } catch (IOException e) {
            throw new IllegalStateException("not declared", e);
        }
    }

    private static void talk(Service service, byte[] bytes) {
        SpokenSocket socket = new SpokenSocket(new ByteArrayInputStream(bytes), OutputStream.nullOutputStream());
        Dialogue dialogue = Dialogue.with(service, socket, "postern.example.com");
        try {
            dialogue.greeting();
            dialogue.capabilities();
            dialogue.startTls("");
        } catch (IOException e) {
            TroubleException.of(e);
        }
        if (!socket.takeSaid().chars().allMatch(next -> next == '\n' || (next >= ' ' && next < 0x7f))) {
            throw new IllegalStateException("not escaped");
        }
    }

    private static byte[] text(String said) {
        return said.getBytes(StandardCharsets.US_ASCII);
    }
}
