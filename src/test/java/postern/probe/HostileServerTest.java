package postern.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static postern.probe.OddServer.afterStartTls;
import static postern.probe.OddServer.hear;
import static postern.probe.OddServer.say;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import postern.certificate.TrustAnchors;
import postern.example.ExampleServer;
import postern.tls.ProtocolVersion;
import postern.tls.VersionSupport;

/// Whatever a server does, a look at it ends in time, with the right trouble and without an exception.
final class HostileServerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Duration STEP = Duration.ofSeconds(1);

    static Stream<Arguments> oddities() {
        return Stream.of(
                odd("closes at once", (_, _, _) -> {}, Step.GREETING, new Trouble.Closed()),
                odd("says nothing", (_, in, _) -> hear(in), Step.GREETING, new Trouble.TimedOut()),
                odd(
                        "greets without an end",
                        (_, _, out) -> repeat(out, "220-more\r\n"),
                        Step.GREETING,
                        new Trouble.TooMuch()),
                odd(
                        "greets in one endless line",
                        (_, _, out) -> repeat(out, "220 aaaaaaaaaaaaaaaa"),
                        Step.GREETING,
                        new Trouble.TooMuch()),
                odd(
                        "greets one byte a second",
                        (_, _, out) -> drip(out, "220 mail.example.com ESMTP\r\n"),
                        Step.GREETING,
                        new Trouble.TimedOut()),
                odd(
                        "turns everybody away",
                        (_, _, out) -> say(out, "554 5.7.1 No service\r\n"),
                        Step.GREETING,
                        new Trouble.ErrorReply(554)),
                odd(
                        "is busy",
                        (_, _, out) -> say(out, "421 4.7.0 Too many connections\r\n"),
                        Step.GREETING,
                        new Trouble.ErrorReply(421)),
                odd(
                        "speaks HTTP",
                        (_, _, out) -> say(out, "HTTP/1.1 400 Bad Request\r\n\r\n"),
                        Step.GREETING,
                        new Trouble.WrongProtocol()),
                odd(
                        "speaks SSH",
                        (_, _, out) -> say(out, "SSH-2.0-OpenSSH_9.9\r\n"),
                        Step.GREETING,
                        new Trouble.WrongProtocol()),
                odd(
                        "offers no STARTTLS",
                        (_, in, out) -> {
                            say(out, "220 mail.example.com\r\n");
                            hear(in);
                            say(out, "250 mail.example.com\r\n");
                            hear(in);
                        },
                        Step.STARTTLS,
                        new Trouble.StartTlsNotOffered()),
                odd(
                        "refuses EHLO",
                        (_, in, out) -> {
                            say(out, "220 mail.example.com\r\n");
                            hear(in);
                            say(out, "502 5.5.2 What\r\n");
                            hear(in);
                        },
                        Step.EHLO,
                        new Trouble.ErrorReply(502)),
                odd(
                        "offers and refuses",
                        (_, in, out) -> {
                            say(out, "220 mail.example.com\r\n");
                            hear(in);
                            say(out, "250-mail.example.com\r\n250 STARTTLS\r\n");
                            hear(in);
                            say(out, "454 4.7.0 TLS not available due to local problem\r\n");
                            hear(in);
                        },
                        Step.STARTTLS,
                        new Trouble.ErrorReply(454)),
                odd(
                        "goes on in clear text",
                        afterStartTls((_, in, out) -> {
                            in.read(new byte[1 << 16]);
                            say(out, "500 5.5.1 Command unrecognized\r\n");
                        }),
                        Step.HANDSHAKE,
                        new Trouble.NotTls()),
                odd(
                        "sends an alert",
                        afterStartTls((_, in, out) -> {
                            in.read(new byte[1 << 16]);
                            say(out, "\u0015\u0003\u0001\u0000\u0002\u0002F");
                        }),
                        Step.HANDSHAKE,
                        new Trouble.Alert(70)),
                odd(
                        "stalls in the handshake",
                        afterStartTls((_, in, _) -> in.readAllBytes()),
                        Step.HANDSHAKE,
                        new Trouble.TimedOut()),
                odd(
                        "sends half a record",
                        afterStartTls((_, in, out) -> {
                            in.read(new byte[1 << 16]);
                            say(out, "\u0016\u0003\u0003@\u0000\u0002\u0000");
                        }),
                        Step.HANDSHAKE,
                        new Trouble.Closed()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("oddities")
    void tellsWhatStoppedIt(String name, OddServer.Behaviour behaviour, Step step, Trouble trouble) throws IOException {
        long start = System.nanoTime();
        try (OddServer server = new OddServer(behaviour)) {
            Scan scan = scan(server.endpoint());
            assertThat(scan.failure().map(Stage::step)).contains(step);
            assertThat(scan.failure().flatMap(Stage::trouble)).contains(trouble);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(PATIENCE.plusSeconds(2));
    }

    @Test
    void tellsAClosedPort() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        Scan scan = scan(new Endpoint("127.0.0.1", port, Service.SMTP));
        assertThat(scan.failure().flatMap(Stage::trouble)).contains(new Trouble.ConnectionRefused());
        assertThat(scan.startTls()).isEqualTo(StartTls.UNKNOWN);
    }

    @Test
    void escapesWhatAServerSays() throws IOException {
        try (OddServer server = new OddServer((_, _, out) -> say(out, "554 \u001b[31mred\u0000\u0007\r\n"))) {
            assertThat(scan(server.endpoint()).said(Step.GREETING)).contains("554 \\x1b[31mred\\x00\\x07");
        }
    }

    @Test
    void understandsAGreetingThatArrivesInPieces() throws IOException {
        try (OddServer server = new OddServer((_, in, out) -> {
            for (String piece : new String[] {"2", "20 mail", ".example.com ESMTP", "\r", "\n"}) {
                say(out, piece);
                Thread.sleep(30);
            }
            hear(in);
            say(out, "250-mail.example.com\r\n25");
            Thread.sleep(30);
            say(out, "0 STARTTLS\r\n");
            hear(in);
        })) {
            assertThat(scan(server.endpoint()).startTls()).isNotEqualTo(StartTls.NOT_OFFERED);
        }
    }

    @Test
    void seesThroughAMaskedAnnouncement() throws IOException {
        try (OddServer server = new OddServer((_, in, out) -> {
            say(out, "220 ****************\r\n");
            hear(in);
            say(out, "250-mail.example.com\r\n250-XXXXXXXA\r\n250 SIZE\r\n");
            hear(in);
        })) {
            assertThat(scan(server.endpoint()).startTls()).isEqualTo(StartTls.MASKED);
        }
    }

    @Test
    void callsStartTlsBrokenWhenNothingThatFollowsIsTls() throws IOException {
        try (OddServer server = new OddServer(afterStartTls((_, in, out) -> {
            in.read(new byte[1 << 16]);
            say(out, "500 5.5.1 Command unrecognized\r\n");
            hear(in);
        }))) {
            assertThat(scan(server.endpoint()).startTls()).isEqualTo(StartTls.BROKEN);
        }
    }

    @Test
    void doesNotTakeAServerThatHangsUpOnEveryHelloForOneThatRefusesVersions() throws IOException {
        try (OddServer server = new OddServer(afterStartTls((_, in, _) -> in.read(new byte[1 << 16])))) {
            Scan scan = scan(server.endpoint());
            assertThat(scan.failure().flatMap(Stage::trouble)).contains(new Trouble.Closed());
            assertThat(scan.startTls()).isEqualTo(StartTls.BROKEN);
            assertThat(scan.server().versions().values()).allMatch(VersionSupport.Unknown.class::isInstance);
        }
    }

    @Test
    void asksOneAtATimeOnceTheServerSaysThatThereAreTooMany() throws Exception {
        AtomicInteger open = new AtomicInteger();
        try (ExampleServer example = ExampleServer.start();
                OddServer server = new OddServer((client, in, out) -> {
                    if (open.incrementAndGet() > 1) {
                        say(out, "421 4.7.0 Too many connections\r\n");
                    } else {
                        pass(example.endpoint(), client, in, out);
                    }
                    open.decrementAndGet();
                })) {
            Scan scan = Scanner.scan(
                    server.endpoint(),
                    ScanOptions.standard().withAnchors(TrustAnchors.none()),
                    ScanListener.NONE,
                    new Cancellation());
            assertThat(scan.server().support(ProtocolVersion.TLSV1_2))
                    .isInstanceOfSatisfying(
                            VersionSupport.Accepted.class,
                            accepted -> assertThat(accepted.suites().complete()).isTrue());
            assertThat(scan.server().support(ProtocolVersion.TLSV1)).isInstanceOf(VersionSupport.Refused.class);
        }
    }

    /// Hands a connection on to another server until either end has had enough.
    private static void pass(Endpoint to, Socket client, InputStream in, OutputStream out) throws IOException {
        try (Socket behind = new Socket(to.host(), to.port())) {
            Thread.ofVirtual().start(() -> {
                try {
                    in.transferTo(behind.getOutputStream());
                    behind.shutdownOutput();
                } catch (IOException _) {
                    // The other direction ends as well.
                }
            });
            behind.getInputStream().transferTo(out);
            client.shutdownOutput();
        }
    }

    @Test
    void doesNotTakeATimeoutForARefusal() throws IOException {
        try (OddServer server = new OddServer(afterStartTls((_, in, _) -> in.readAllBytes()))) {
            Map<ProtocolVersion, VersionSupport> versions =
                    scan(server.endpoint()).server().versions();
            assertThat(versions.values()).noneMatch(VersionSupport.Refused.class::isInstance);
        }
    }

    @Test
    void stopsWithinASecondOfBeingAsked() throws Exception {
        try (OddServer server = new OddServer((_, in, _) -> in.readAllBytes())) {
            Cancellation cancellation = new Cancellation();
            Thread.ofVirtual().start(() -> {
                try {
                    Thread.sleep(300);
                } catch (InterruptedException _) {
                    Thread.currentThread().interrupt();
                }
                cancellation.cancel();
            });
            long start = System.nanoTime();
            Scan scan = Scanner.scan(server.endpoint(), ScanOptions.standard(), ScanListener.NONE, cancellation);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
            assertThat(scan.failure().flatMap(Stage::trouble)).contains(new Trouble.Cancelled());
        }
    }

    private static Scan scan(Endpoint endpoint) {
        ScanOptions options =
                ScanOptions.standard().withAnchors(TrustAnchors.none()).withPatience(PATIENCE, STEP);
        return Scanner.scan(endpoint, options, ScanListener.NONE, new Cancellation());
    }

    private static Arguments odd(String name, OddServer.Behaviour behaviour, Step step, Trouble trouble) {
        return Arguments.of(name, behaviour, step, trouble);
    }

    private static void repeat(java.io.OutputStream out, String text) throws IOException {
        while (true) {
            say(out, text);
        }
    }

    private static void drip(java.io.OutputStream out, String text) throws IOException, InterruptedException {
        for (int i = 0; i < text.length(); i++) {
            say(out, text.substring(i, i + 1));
            Thread.sleep(1000);
        }
    }
}
