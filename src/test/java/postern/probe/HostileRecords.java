package postern.probe;

import static postern.probe.HostileCase.tls;
import static postern.probe.OddServer.afterStartTls;
import static postern.probe.OddServer.resetting;
import static postern.probe.OddServer.silent;
import static postern.probe.OddTls.ALERT;
import static postern.probe.OddTls.HANDSHAKE;
import static postern.probe.OddTls.alert;
import static postern.probe.OddTls.answers;
import static postern.probe.OddTls.bytes;
import static postern.probe.OddTls.join;
import static postern.probe.OddTls.offer;
import static postern.probe.OddTls.record;
import static postern.probe.OddTls.recordOfLength;
import static postern.probe.OddTls.times;
import static postern.probe.StartTls.BROKEN;
import static postern.probe.StartTls.OFFERED;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Servers that accept STARTTLS and then send records that are none, or alerts.
final class HostileRecords {
    private static final String NOT_TLS = "all unknown (not-tls)";
    private static final String CLOSED = "all unknown (closed)";

    private HostileRecords() {}

    static List<HostileCase> records() {
        byte[] nothing = new byte[0];
        return List.of(
                tls("closes before the hello", afterStartTls((_, _, _) -> {}), BROKEN, new Trouble.Closed(), CLOSED),
                tls("closes at the hello", answers(_ -> nothing), BROKEN, new Trouble.Closed(), CLOSED),
                tls(
                        "resets at the hello",
                        afterStartTls((client, in, out) -> {
                            offer(in);
                            resetting().serve(client, in, out);
                        }),
                        BROKEN,
                        new Trouble.Closed(),
                        CLOSED),
                tls(
                        "is silent at the hello",
                        afterStartTls(silent()),
                        OFFERED,
                        new Trouble.TimedOut(),
                        "all unknown (timed-out)"),
                tls(
                        "goes on in clear text",
                        answers(_ -> text("500 5.5.1 Command unrecognized\r\n")),
                        BROKEN,
                        new Trouble.NotTls(),
                        NOT_TLS),
                tls(
                        "goes on with HTTP",
                        answers(_ -> text("HTTP/1.0 400 Bad Request\r\n\r\n")),
                        BROKEN,
                        new Trouble.NotTls(),
                        NOT_TLS),
                tls(
                        "has a word behind its consent",
                        (client, in, out) -> {
                            OddServer.talk("220 mail\r\n", "250-mail\r\n250 STARTTLS\r\n", "220 go\r\n250 injected\r\n")
                                    .serve(client, in, out);
                        },
                        BROKEN,
                        new Trouble.NotTls(),
                        NOT_TLS),
                tls(
                        "sends random bytes",
                        answers(_ -> times(500, bytes(0x9b, 0x5b, 0, 0xff, 0x80))),
                        BROKEN,
                        new Trouble.NotTls(),
                        NOT_TLS),
                tls(
                        "sends clear text without an end",
                        endless(_ -> text("500 what\r\n")),
                        BROKEN,
                        new Trouble.NotTls(),
                        NOT_TLS),
                tls(
                        "stops in the header",
                        stopping(bytes(HANDSHAKE, 3, 3)),
                        OFFERED,
                        new Trouble.TimedOut(),
                        "all unknown (timed-out)"),
                tls("closes in the header", answers(_ -> bytes(HANDSHAKE, 3, 3)), BROKEN, new Trouble.Closed(), CLOSED),
                tls(
                        "stops in the record",
                        stopping(recordOfLength(HANDSHAKE, 16384, bytes(2, 0))),
                        OFFERED,
                        new Trouble.TimedOut(),
                        "all unknown (timed-out)"),
                tls(
                        "closes in the record",
                        answers(_ -> recordOfLength(HANDSHAKE, 16384, bytes(2, 0))),
                        BROKEN,
                        new Trouble.Closed(),
                        CLOSED),
                tls("sends an empty record", answers(_ -> record(HANDSHAKE)), BROKEN, new Trouble.NotTls(), NOT_TLS),
                tls(
                        "sends empty records without an end",
                        endless(_ -> record(HANDSHAKE)),
                        BROKEN,
                        new Trouble.NotTls(),
                        NOT_TLS),
                tls(
                        "sends a record of 16385 bytes",
                        answers(_ -> record(HANDSHAKE, new byte[16385])),
                        BROKEN,
                        new Trouble.NotTls(),
                        NOT_TLS),
                tls(
                        "sends a record of 65535 bytes",
                        answers(_ -> record(HANDSHAKE, new byte[65535])),
                        BROKEN,
                        new Trouble.NotTls(),
                        NOT_TLS),
                tls(
                        "sends a record of version 5.5",
                        answers(_ -> bytes(HANDSHAKE, 5, 5, 0, 4, 14, 0, 0, 0)),
                        BROKEN,
                        new Trouble.NotTls(),
                        NOT_TLS),
                tls(
                        "sends a record of no known type",
                        answers(_ -> record(99, bytes(1, 2, 3, 4))),
                        BROKEN,
                        new Trouble.NotTls(),
                        NOT_TLS),
                tls(
                        "sends data at once",
                        answers(_ -> record(23, bytes(1, 2, 3, 4))),
                        BROKEN,
                        new Trouble.NotTls(),
                        NOT_TLS),
                tls(
                        "changes ciphers at once",
                        answers(_ -> record(20, bytes(1))),
                        BROKEN,
                        new Trouble.NotTls(),
                        NOT_TLS),
                tls(
                        "sends a heartbeat",
                        answers(_ -> record(24, bytes(1, 0x40, 0))),
                        BROKEN,
                        new Trouble.NotTls(),
                        NOT_TLS),
                tls(
                        "answers in SSL 2.0",
                        answers(_ -> join(bytes(0x80, 11, 4, 0, 1, 0, 2), new byte[6])),
                        BROKEN,
                        new Trouble.NotTls(),
                        NOT_TLS),
                tls(
                        "sends our hello back",
                        afterStartTls((client, in, out) -> in.transferTo(out)),
                        BROKEN,
                        new Trouble.NotTls(),
                        NOT_TLS));
    }

    static List<HostileCase> alerts() {
        Stream<HostileCase> fatal = IntStream.of(0, 10, 22, 40, 47, 49, 50, 70, 71, 80, 86, 112, 120, 255)
                .mapToObj(description -> tls(
                        "alerts with " + description,
                        answers(_ -> alert(2, description)),
                        OFFERED,
                        new Trouble.Alert(description),
                        "all refused (alert " + description + ")"));
        Stream<HostileCase> odd = Stream.of(
                tls("says goodbye", answers(_ -> alert(1, 0)), OFFERED, new Trouble.Alert(0), "all refused (alert 0)"),
                tls("warns and closes", answers(_ -> alert(1, 112)), BROKEN, new Trouble.Closed(), CLOSED),
                tls(
                        "warns without an end",
                        endless(_ -> alert(1, 112)),
                        OFFERED,
                        new Trouble.TooMuch(),
                        "all unknown (too-much)"),
                tls("sends half an alert", answers(_ -> record(ALERT, bytes(2))), BROKEN, new Trouble.Closed(), CLOSED),
                tls(
                        "sends an alert of level 3",
                        answers(_ -> alert(3, 40)),
                        OFFERED,
                        new Trouble.Alert(40),
                        "all refused (alert 40)"),
                tls(
                        "sends an alert in two records",
                        answers(_ -> join(record(ALERT, bytes(2)), record(ALERT, bytes(40)))),
                        OFFERED,
                        new Trouble.Alert(40),
                        "all refused (alert 40)"),
                tls(
                        "sends two alerts in one record",
                        answers(_ -> record(ALERT, bytes(1, 112, 2, 40))),
                        OFFERED,
                        new Trouble.Alert(40),
                        "all refused (alert 40)"));
        return Stream.concat(fatal, odd).toList();
    }

    private static byte[] text(String said) {
        return said.getBytes(StandardCharsets.US_ASCII);
    }

    private static OddServer.Behaviour stopping(byte[] sent) {
        return afterStartTls((_, in, out) -> {
            offer(in);
            out.write(sent);
            out.flush();
            in.readAllBytes();
        });
    }

    static OddServer.Behaviour endless(OddTls.Answer answer) {
        return afterStartTls((_, in, out) -> repeat(answer.to(offer(in)), out));
    }

    private static void repeat(byte[] piece, OutputStream out) throws IOException {
        while (true) {
            out.write(piece);
            out.flush();
        }
    }
}
