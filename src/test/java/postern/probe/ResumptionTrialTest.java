package postern.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import postern.certificate.Authority;
import postern.tls.Known;
import postern.tls.ProtocolVersion;
import postern.tls.ServerTls;
import postern.tls.SuiteOrder;
import postern.tls.VersionSupport;

/// Against Java's own server, which keeps sessions and hands out tickets.
final class ResumptionTrialTest {
    @SuppressWarnings("NullAway.Init")
    private static KeyManagerFactory keys;

    @BeforeAll
    static void makesAKey() throws GeneralSecurityException, IOException {
        KeyPair key = Authority.key("resuming server", "EC", 256);
        byte[] certificate = Authority.named("Resumed")
                .issuesServer("CN=mail.example.com", key, "mail.example.com")
                .make()
                .details()
                .orElseThrow()
                .source()
                .getEncoded();
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("server", key.getPrivate(), new char[0], new java.security.cert.Certificate[] {
            CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(certificate))
        });
        keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, new char[0]);
    }

    @ParameterizedTest
    @EnumSource(names = {"TLSV1_2", "TLSV1_3"})
    void aServerThatKeepsSessionsTakesThemUpAgain(ProtocolVersion version) throws Exception {
        SSLContext context = context();

        assertThat(result(version, _ -> context)).isEqualTo(new Observed.Seen<>(Resumption.RESUMES));
    }

    @ParameterizedTest
    @EnumSource(names = {"TLSV1_2", "TLSV1_3"})
    void aServerThatForgetsThemStartsAnew(ProtocolVersion version) throws Exception {
        assertThat(result(version, _ -> context())).isEqualTo(new Observed.Seen<>(Resumption.STARTS_ANEW));
    }

    @ParameterizedTest
    @EnumSource(names = {"TLSV1_2", "TLSV1_3"})
    void aServerThatHangsUpOnThemFails(ProtocolVersion version) throws Exception {
        SSLContext context = context();

        assertThat(result(version, connection -> {
                    if (connection == 2) {
                        throw new IOException("hangs up");
                    }
                    return context;
                }))
                .isEqualTo(new Observed.Seen<>(Resumption.FAILS));
    }

    @Test
    void aServerThatShakesNoHandsTellsNothing() throws Exception {
        assertThat(result(ProtocolVersion.TLSV1_3, _ -> {
                    throw new IOException("hangs up");
                }))
                .isEqualTo(new Observed.Unknown<>("not-for-java"));
    }

    /// What the server shakes hands with, by the number of the connection.
    private interface Contexts {
        SSLContext of(int connection) throws IOException;
    }

    private static Observed<Resumption> result(ProtocolVersion version, Contexts contexts) throws IOException {
        var connections = new AtomicInteger();
        OddServer.Behaviour shakesHands = (client, _, _) -> {
            SSLContext context = contexts.of(connections.incrementAndGet());
            try (var inside = (SSLSocket) context.getSocketFactory().createSocket(client, (InputStream) null, true)) {
                OddServer.hear(inside.getInputStream());
                OddServer.say(inside.getOutputStream(), "250 mail.example.com\r\n");
                OddServer.hear(inside.getInputStream());
            }
        };
        try (var server = new OddServer(OddServer.afterStartTls(shakesHands))) {
            Endpoint endpoint = server.endpoint();
            Scan seen = new Scan(
                    endpoint,
                    1,
                    Duration.ZERO,
                    List.of(),
                    StartTls.OFFERED,
                    new ServerTls(
                            Map.of(version, new VersionSupport.Accepted(Known.nothing(), SuiteOrder.UNKNOWN)),
                            Known.nothing(),
                            Known.nothing(),
                            OptionalInt.empty()),
                    List.of());
            var questions = new Questions(
                    endpoint,
                    ScanOptions.standard().thoroughly(),
                    Deadline.after(Duration.ofSeconds(30)),
                    new Cancellation(),
                    InetAddress.getLoopbackAddress(),
                    new AtomicInteger());
            return Objects.requireNonNull(
                    new ResumptionTrial(seen, questions).results().get(version));
        }
    }

    private static SSLContext context() throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, new SecureRandom());
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }
}
