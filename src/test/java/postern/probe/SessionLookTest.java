package postern.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static postern.probe.OddTls.CERTIFICATE_REQUEST;
import static postern.probe.OddTls.HELLO_DONE;
import static postern.probe.OddTls.bytes;
import static postern.probe.OddTls.certificateMessage;
import static postern.probe.OddTls.flight;
import static postern.probe.OddTls.join;
import static postern.probe.OddTls.message;
import static postern.probe.OddTls.vector;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import postern.certificate.Authority;
import postern.tls.CipherSuite;
import postern.tls.Known;
import postern.tls.ProtocolVersion;
import postern.tls.ServerTls;
import postern.tls.SuiteOrder;
import postern.tls.VersionSupport;

/// What a session that ends early shows, and what it does not.
final class SessionLookTest {
    private static final byte[] CERTIFICATE = certificate();
    private static final byte[] REQUEST =
            message(CERTIFICATE_REQUEST, vector(1, bytes(1)), vector(2, bytes(4, 1)), vector(2));

    @ParameterizedTest
    @CsvSource({"40,REQUIRED", "116,REQUIRED", "80,"})
    void aClientCertificateIsRequiredWhereTheServerSaysSo(
            int alert, Traits.@org.jspecify.annotations.Nullable Wish wish) throws IOException {
        assertThat(asked(REQUEST, OddTls.alert(2, alert))
                        .clientCertificate()
                        .known()
                        .map(Traits.ClientCertificate::wish))
                .isEqualTo(Optional.ofNullable(wish));
    }

    @Test
    void anErrorInsideTlsAsksForTheCertificateThatWasRequested() {
        Optional<Trouble> error = Optional.of(new Trouble.ErrorReply(421));
        assertThat(SessionLook.clientCertificate(Optional.of(List.of("CN=ca")), Optional.empty(), error))
                .isEqualTo(new Observed.Seen<>(new Traits.ClientCertificate(Traits.Wish.REQUIRED, List.of("CN=ca"))));
        assertThat(SessionLook.clientCertificate(Optional.empty(), Optional.empty(), error))
                .isEqualTo(new Observed.Seen<>(new Traits.ClientCertificate(Traits.Wish.NONE, List.of())));
    }

    @Test
    void aServerThatLeavesSaysNothingAboutClientCertificates() throws IOException {
        assertThat(asked(REQUEST, bytes()).clientCertificate()).isEqualTo(new Observed.Unknown<>("closed"));
        assertThat(asked(bytes(), bytes()).clientCertificate()).isEqualTo(new Observed.Unknown<>("closed"));
    }

    @Test
    void whatTheHelloSaysIsKnownAllTheSame() throws IOException {
        SessionLook look = asked(bytes(), bytes());
        assertThat(look.secureRenegotiation()).isEqualTo(new Observed.Seen<>(true));
        assertThat(look.extendedMasterSecret()).isEqualTo(new Observed.Seen<>(false));
        assertThat(look.stapling()).isEqualTo(new Observed.Seen<>(new Traits.Stapling(false, false)));
    }

    @Test
    void anAnswerThatDoesNotComeToItsEndInTimeIsNone() throws IOException {
        byte[] half = flight(OddTls.RSA, certificateMessage(List.of(CERTIFICATE)));
        try (OddServer server = new OddServer(OddServer.afterStartTls((_, in, out) -> {
            OddTls.offer(in);
            out.write(half);
            out.flush();
            in.readAllBytes();
        }))) {
            Questions questions = questions(server, Duration.ofMillis(700));
            assertThat(Question.observe(
                            () -> questions.ask(hellos(server, questions).of(ProtocolVersion.TLSV1_2), true)))
                    .isEqualTo(new Observed.Unknown<>("timed-out"));
        }
    }

    private static SessionLook asked(byte[] request, byte[] end) throws IOException {
        byte[] flight = flight(OddTls.RSA, certificateMessage(List.of(CERTIFICATE)), request, message(HELLO_DONE));
        try (OddServer server = new OddServer(OddServer.afterStartTls((client, in, out) -> {
            OddTls.offer(in);
            out.write(join(flight));
            out.flush();
            in.read();
            out.write(end);
            out.flush();
            client.shutdownOutput();
            in.readAllBytes();
        }))) {
            Questions questions = questions(server, Duration.ofSeconds(8));
            return SessionLook.at(hellos(server, questions), questions);
        }
    }

    private static Questions questions(OddServer server, Duration step) {
        return new Questions(
                server.endpoint(),
                ScanOptions.standard().thoroughly().withPatience(Duration.ofSeconds(20), step),
                Deadline.after(Duration.ofSeconds(20)),
                new Cancellation(),
                InetAddress.getLoopbackAddress(),
                new AtomicInteger());
    }

    private static GoodHellos hellos(OddServer server, Questions questions) {
        VersionSupport accepted = new VersionSupport.Accepted(
                Known.all(List.of(CipherSuite.coded(OddTls.RSA).orElseThrow())), SuiteOrder.SERVER);
        ServerTls tls = new ServerTls(
                Map.of(ProtocolVersion.TLSV1_2, accepted), Known.nothing(), Known.nothing(), OptionalInt.empty());
        return new GoodHellos(
                new Scan(server.endpoint(), 0, Duration.ZERO, List.of(), StartTls.OFFERED, tls, List.of()), questions);
    }

    private static byte[] certificate() {
        Authority authority = Authority.named("Session");
        try {
            return authority
                    .issuesServer("CN=mail.example.com", Authority.key("session", "RSA", 2048), "mail.example.com")
                    .make()
                    .details()
                    .orElseThrow()
                    .source()
                    .getEncoded();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
