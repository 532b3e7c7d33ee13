package postern.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static postern.probe.OddServer.passing;
import static postern.probe.OddServer.say;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import postern.example.ExampleServer;
import postern.tls.ProtocolVersion;
import postern.tls.VersionSupport;

/// Servers that treat one connection otherwise than the next, and users who have had enough.
@Execution(ExecutionMode.CONCURRENT)
final class HostileTurnsTest {
    @SuppressWarnings("NullAway.Init")
    private static ExampleServer example;

    @BeforeAll
    static void startsASoundServer() throws IOException {
        example = ExampleServer.start();
    }

    @AfterAll
    static void stopsIt() {
        example.close();
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
    void asksOneAtATimeOnceTheServerSaysThatThereAreTooMany() throws Exception {
        AtomicInteger open = new AtomicInteger();
        try (OddServer server = new OddServer((client, in, out) -> {
            try {
                if (open.incrementAndGet() > 1) {
                    say(out, "421 4.7.0 Too many connections\r\n");
                } else {
                    passing(example.endpoint()).serve(client, in, out);
                }
            } finally {
                open.decrementAndGet();
            }
        })) {
            Scan scan = scan(server.endpoint(), HostileCase.patient());
            assertThat(scan.server().support(ProtocolVersion.TLSV1_2))
                    .isInstanceOfSatisfying(
                            VersionSupport.Accepted.class,
                            accepted -> assertThat(accepted.suites().complete()).isTrue());
            assertThat(scan.server().support(ProtocolVersion.TLSV1)).isInstanceOf(VersionSupport.Refused.class);
        }
    }

    static Stream<Arguments> turns() {
        return Stream.of(
                Arguments.of("closes", (OddServer.Behaviour) (_, _, _) -> {}, "closed"),
                Arguments.of("resets", OddServer.resetting(), "closed"),
                Arguments.of("is too busy", OddServer.talk("421 4.7.0 Too many\r\n"), "error-reply"),
                Arguments.of("puts us off", OddServer.talk("450 4.7.1 Later\r\n"), "error-reply"),
                Arguments.of("bans us", OddServer.talk("554 5.7.1 Banned\r\n"), "error-reply"),
                Arguments.of("is silent", OddServer.silent(), "timed-out"),
                Arguments.of("turns into another server", OddServer.talk("SSH-2.0-OpenSSH_9.9\r\n"), "wrong-protocol"),
                Arguments.of(
                        "offers STARTTLS no more",
                        OddServer.talk("220 mail\r\n", "250 mail\r\n"),
                        "starttls-not-offered"));
    }

    @ParameterizedTest(name = "{0} after the first connection")
    @MethodSource("turns")
    void whatTheFirstConversationDoesNotTellIsUnknown(String name, OddServer.Behaviour turn, String why)
            throws Exception {
        AtomicInteger connections = new AtomicInteger();
        try (OddServer server = new OddServer((client, in, out) -> {
            boolean first = connections.incrementAndGet() == 1;
            (first ? passing(example.endpoint()) : turn).serve(client, in, out);
        })) {
            Scan scan =
                    scan(server.endpoint(), name.equals("is silent") ? HostileCase.impatient() : HostileCase.patient());
            assertThat(scan.failure()).isEmpty();
            assertThat(scan.startTls()).isEqualTo(StartTls.OFFERED);
            assertThat(HostileCase.versions(scan))
                    .isEqualTo(
                            "TLSv1.2 accepts 1 or more, TLSv1.3 refused (chose TLSv1.2), others unknown (" + why + ")");
        }
    }

    @Test
    void stopsWithinASecondOfBeingAsked() throws Exception {
        Cancellation cancellation = new Cancellation();
        AtomicLong asked = new AtomicLong();
        try (OddServer server = new OddServer((_, in, _) -> {
            asked.set(System.nanoTime());
            cancellation.cancel();
            in.readAllBytes();
        })) {
            Scan scan = Scanner.scan(server.endpoint(), ScanOptions.standard(), ScanListener.NONE, cancellation);
            assertThat(Duration.ofNanos(System.nanoTime() - asked.get())).isLessThan(Duration.ofSeconds(1));
            assertThat(scan.failure().flatMap(Stage::trouble)).contains(new Trouble.Cancelled());
        }
    }

    private static Scan scan(Endpoint endpoint) {
        return scan(endpoint, HostileCase.patient());
    }

    private static Scan scan(Endpoint endpoint, ScanOptions options) {
        return Scanner.scan(endpoint, options, ScanListener.NONE, new Cancellation());
    }
}
