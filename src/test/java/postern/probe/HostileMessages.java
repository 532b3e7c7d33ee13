package postern.probe;

import static postern.probe.HostileCase.tls;
import static postern.probe.OddTls.AES13;
import static postern.probe.OddTls.CERTIFICATE;
import static postern.probe.OddTls.CERTIFICATE_REQUEST;
import static postern.probe.OddTls.DHE;
import static postern.probe.OddTls.ECDHE;
import static postern.probe.OddTls.HANDSHAKE;
import static postern.probe.OddTls.HELLO_DONE;
import static postern.probe.OddTls.HELLO_REQUEST;
import static postern.probe.OddTls.KEY_EXCHANGE;
import static postern.probe.OddTls.RSA;
import static postern.probe.OddTls.SERVER_HELLO;
import static postern.probe.OddTls.TLS12;
import static postern.probe.OddTls.TLS13;
import static postern.probe.OddTls.answers;
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
import static postern.probe.OddTls.speaks;
import static postern.probe.OddTls.split;
import static postern.probe.OddTls.times;
import static postern.probe.OddTls.vector;
import static postern.probe.StartTls.BROKEN;
import static postern.probe.StartTls.OFFERED;

import java.util.Collections;
import java.util.HexFormat;
import java.util.List;

/// Servers whose records are well formed, but not what is in them.
final class HostileMessages {
    private static final String NOT_TLS = "all unknown (not-tls)";
    private static final String ONE = "TLSv1.2 accepts 1, others refused (alert 70)";
    private static final String NONE = "TLSv1.2 unknown (not-tls), others refused (alert 70)";
    private static final byte[] DONE = message(HELLO_DONE);

    /// RFC 8446 section 4.1.3: a hello that asks for another, and the mark of a server that could do better.
    private static final byte[] RETRY =
            HexFormat.of().parseHex("cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c");

    private static final byte[] DOWNGRADE = join(new byte[24], HexFormat.of().parseHex("444f574e47524401"));

    private HostileMessages() {}

    static List<HostileCase> hellos() {
        return List.of(
                hello("chooses a suite nobody knows", helloMessage(TLS12, 0xDEAD), BROKEN, NOT_TLS),
                hello(
                        "chooses a suite nobody offered",
                        helloMessage(TLS12, AES13),
                        OFFERED,
                        "TLSv1.2 unknown (not-tls), others refused (chose TLSv1.2)"),
                hello("chooses no suite", helloMessage(TLS12, 0), BROKEN, NOT_TLS),
                hello("chooses a version from the future", helloMessage(0x0305, ECDHE), BROKEN, NOT_TLS),
                hello("chooses version 0", helloMessage(0, ECDHE), BROKEN, NOT_TLS),
                hello("has an empty hello", message(SERVER_HELLO), BROKEN, NOT_TLS),
                hello("has half a hello", message(SERVER_HELLO, number(2, TLS12), new byte[20]), BROKEN, NOT_TLS),
                hello(
                        "promises a session of 255 bytes",
                        helloMessage(TLS12, new byte[32], bytes(255), ECDHE),
                        BROKEN,
                        NOT_TLS),
                hello(
                        "promises 65535 bytes of extensions",
                        helloMessage(TLS12, new byte[32], vector(1), ECDHE, number(2, 65535)),
                        BROKEN,
                        NOT_TLS),
                hello(
                        "promises a hello of 16 MB",
                        join(bytes(SERVER_HELLO), number(3, 0xffffff), new byte[99]),
                        BROKEN,
                        "all unknown (closed)"),
                hello(
                        "stops in the head of its hello",
                        bytes(SERVER_HELLO, 0, 0),
                        BROKEN,
                        "all unknown (closed)",
                        new Trouble.Closed()),
                hello("is done before it began", DONE, BROKEN, NOT_TLS),
                hello("sends certificates before the hello", certificateMessage(List.of()), BROKEN, NOT_TLS),
                hello("has a message of no known type", message(77, new byte[9]), BROKEN, NOT_TLS),
                tls(
                        "asks us to begin, without an end",
                        HostileRecords.endless(_ -> record(HANDSHAKE, message(HELLO_REQUEST))),
                        OFFERED,
                        new Trouble.TooMuch(),
                        "all unknown (too-much)"),
                tls(
                        "puts one byte into a record",
                        speaks(TLS12, ECDHE, _ -> split(helloMessage(TLS12, ECDHE), 1)),
                        OFFERED,
                        new Trouble.Closed(),
                        ONE),
                tls(
                        "puts one byte of a whole flight into a record",
                        speaks(
                                TLS12,
                                RSA,
                                _ -> split(join(helloMessage(TLS12, RSA), certificateMessage(List.of()), DONE), 1)),
                        OFFERED,
                        new Trouble.NotTls(),
                        ONE),
                tls(
                        "names an extension wrongly long",
                        speaks(
                                TLS12,
                                ECDHE,
                                _ -> record(
                                        HANDSHAKE,
                                        helloMessage(TLS12, ECDHE, join(number(2, 11), number(2, 200), bytes(1, 0))))),
                        OFFERED,
                        new Trouble.NotTls(),
                        NONE),
                tls(
                        "names the version again",
                        speaks(
                                TLS12,
                                RSA,
                                _ -> record(
                                        HANDSHAKE, helloMessage(TLS12, RSA, extension(43, number(2, TLS12))), DONE)),
                        OFFERED,
                        new Trouble.NotTls(),
                        ONE),
                tls(
                        "asks for a retry again and again",
                        answers(offer ->
                                offer.has(TLS13, AES13) ? times(20, record(HANDSHAKE, retry())) : OddTls.alert(2, 70)),
                        OFFERED,
                        new Trouble.NotTls(),
                        "TLSv1.3 accepts 1, others refused (alert 70)"),
                tls(
                        "bears the mark of a downgrade",
                        speaks(
                                TLS12,
                                RSA,
                                _ -> record(
                                        HANDSHAKE,
                                        helloMessage(TLS12, DOWNGRADE, vector(1), RSA),
                                        certificateMessage(List.of()),
                                        DONE)),
                        OFFERED,
                        new Trouble.NotTls(),
                        ONE));
    }

    static List<HostileCase> certificates() {
        byte[] garbage = times(700, bytes(0x30, 0x82));
        return List.of(
                sends("sends no certificate", certificateMessage(List.of())),
                sends("sends an empty certificate", certificateMessage(List.of(new byte[0]))),
                sends("sends garbage for a certificate", certificateMessage(List.of(garbage))),
                sends("sends a certificate of 100 kB", certificateMessage(List.of(new byte[100_000]))),
                sends("sends 800 certificates", certificateMessage(Collections.nCopies(800, new byte[200]))),
                tls(
                        "sends a certificate of 16 MB",
                        speaks(TLS12, RSA, _ -> flight(RSA, certificateMessage(List.of(new byte[16_000_000])), DONE)),
                        OFFERED,
                        new Trouble.NotTls(),
                        ONE),
                tls(
                        "sends certificates without an end",
                        speaks(
                                TLS12,
                                RSA,
                                _ -> flight(RSA, times(20_000, certificateMessage(List.of(new byte[100]))), DONE)),
                        OFFERED,
                        new Trouble.NotTls(),
                        ONE),
                sends("has a list longer than its message", message(CERTIFICATE, number(3, 999), new byte[10])),
                sends(
                        "has a certificate longer than its list",
                        message(CERTIFICATE, vector(3, number(3, 999), new byte[10]))),
                sends("has a list of two bytes", message(CERTIFICATE, vector(3, bytes(0, 0)))),
                sends("has an empty certificate message", message(CERTIFICATE)));
    }

    static List<HostileCase> others() {
        byte[] certificates = certificateMessage(List.of(new byte[10]));
        return List.of(
                sends(
                        "asks for our certificate a thousand times",
                        join(times(
                                1000,
                                message(CERTIFICATE_REQUEST, vector(1, bytes(1)), vector(2, bytes(4, 1)), vector(2))))),
                exchange("has a point of length 0", ECDHE, join(certificates, keyExchangeMessage(vector(1)))),
                exchange(
                        "has a point of 255 bytes",
                        ECDHE,
                        join(certificates, keyExchangeMessage(vector(1, new byte[255])))),
                exchange(
                        "has a point longer than its message",
                        ECDHE,
                        join(certificates, message(KEY_EXCHANGE, bytes(3), number(2, 29), bytes(255, 1)))),
                exchange(
                        "has a curve nobody knows",
                        ECDHE,
                        join(
                                certificates,
                                message(KEY_EXCHANGE, bytes(3), number(2, 0xfefe), vector(1, new byte[32])))),
                exchange("has an empty key exchange", ECDHE, join(certificates, message(KEY_EXCHANGE))),
                exchange(
                        "has a prime longer than its message",
                        DHE,
                        join(certificates, message(KEY_EXCHANGE, number(2, 999), new byte[10]))),
                exchange(
                        "has a prime of no bits",
                        DHE,
                        join(
                                certificates,
                                message(KEY_EXCHANGE, vector(2), vector(2), vector(2), bytes(4, 1), vector(2)))),
                exchange(
                        "has a prime of 64 kB",
                        DHE,
                        join(
                                certificates,
                                message(
                                        KEY_EXCHANGE,
                                        vector(2, times(65000, bytes(255))),
                                        vector(2, bytes(2)),
                                        vector(2, bytes(5)),
                                        bytes(4, 1),
                                        vector(2)))),
                exchange("says hello twice", RSA, helloMessage(TLS12, RSA)));
    }

    private static byte[] retry() {
        return helloMessage(
                TLS12, RETRY, vector(1), AES13, extension(43, number(2, TLS13)), extension(51, number(2, 24)));
    }

    private static HostileCase hello(String name, byte[] message, StartTls startTls, String versions) {
        return hello(name, message, startTls, versions, new Trouble.NotTls());
    }

    private static HostileCase hello(String name, byte[] message, StartTls startTls, String versions, Trouble trouble) {
        return tls(name, answers(_ -> record(HANDSHAKE, message)), startTls, trouble, versions);
    }

    /// The flight can be read, but no handshake comes of it.
    private static HostileCase sends(String name, byte[] messages) {
        return exchange(name, RSA, messages);
    }

    private static HostileCase exchange(String name, int suite, byte[] messages) {
        return tls(name, speaks(TLS12, suite, _ -> flight(suite, messages, DONE)), OFFERED, new Trouble.NotTls(), ONE);
    }
}
