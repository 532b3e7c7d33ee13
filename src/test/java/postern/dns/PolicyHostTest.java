package postern.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PolicyHostTest {
    private static final String HOST = "mta-sts.example.com";
    private static final String POLICY = "version: STSv1\r\nmode: testing\r\nmx: mx.example.com\r\nmax_age: 86400\r\n";
    private static final PolicyFetch GOOD = new PolicyFetch.Fetched(
            new StsPolicyReading.Valid(new StsPolicy(StsPolicy.Mode.TESTING, List.of("mx.example.com"), 86400)));

    @Test
    void asksForThePolicyAndReadsIt() throws Exception {
        try (var https = new LoopbackHttps(HOST, "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n" + POLICY)) {
            assertThat(fetch(https)).isEqualTo(GOOD);
            assertThat(https.request()).contains("GET /.well-known/mta-sts.txt HTTP/1.1", "Host: mta-sts.example.com");
        }
    }

    @Test
    void readsChunks() throws Exception {
        String half = POLICY.substring(0, 20);
        String rest = POLICY.substring(20);
        String chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n14\r\n" + half + "\r\n"
                + Integer.toHexString(rest.length()) + ";x=y\r\n" + rest + "\r\n0\r\n\r\n";
        try (var https = new LoopbackHttps(HOST, chunked)) {
            assertThat(fetch(https)).isEqualTo(GOOD);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 403, 404, 500, 503})
    void anyOtherStatusIsNoPolicyAndRedirectsAreNotFollowed(int status) throws Exception {
        try (var https = new LoopbackHttps(
                HOST, "HTTP/1.1 " + status + " x\r\nLocation: https://example.com/\r\n\r\n" + POLICY)) {
            assertThat(fetch(https)).isEqualTo(new PolicyFetch.OtherStatus(status));
        }
    }

    @Test
    void aCertificateForAnotherNameIsRejected() throws Exception {
        try (var https = new LoopbackHttps("www.example.com", "HTTP/1.1 200 OK\r\n\r\n" + POLICY)) {
            assertThat(fetch(https)).isInstanceOf(PolicyFetch.CertificateRejected.class);
        }
    }

    @Test
    void anUnknownIssuerIsRejected() throws Exception {
        try (var https = new LoopbackHttps(HOST, "HTTP/1.1 200 OK\r\n\r\n" + POLICY)) {
            var host = new PolicyHost(javax.net.ssl.SSLContext.getDefault(), https.port(), Duration.ofSeconds(5));
            assertThat(host.fetch(HOST, List.of(InetAddress.getLoopbackAddress())))
                    .isInstanceOf(PolicyFetch.CertificateRejected.class);
        }
    }

    @Test
    void tooMuchIsNotRead() throws Exception {
        try (var https = new LoopbackHttps(HOST, out -> {
            out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            byte[] line = "mx: mx.example.com\r\n".repeat(100).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
            while (true) {
                out.write(line);
            }
        })) {
            assertThat(fetch(https)).isEqualTo(new PolicyFetch.TooLarge());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n" + POLICY,
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n999\r\n" + POLICY,
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n10\r\nversion: STSv1\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n"
            })
    void whatIsCutOffIsNoPolicy(String response) throws Exception {
        try (var https = new LoopbackHttps(HOST, response)) {
            assertThat(fetch(https)).isInstanceOf(PolicyFetch.NoAnswer.class);
        }
    }

    @Test
    void aHostThatDripsIsLeftAtTheDeadline() throws Exception {
        try (var https = new LoopbackHttps(HOST, out -> {
            while (true) {
                out.write('H');
                out.flush();
                Thread.sleep(100);
            }
        })) {
            var host = new PolicyHost(LoopbackHttps.trusting(), https.port(), Duration.ofMillis(700));
            long start = System.nanoTime();
            assertThat(host.fetch(HOST, List.of(InetAddress.getLoopbackAddress())))
                    .isInstanceOf(PolicyFetch.NoAnswer.class);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "220 mail ESMTP\r\n", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"})
    void whatIsNotHttpIsNoAnswer(String response) throws Exception {
        try (var https = new LoopbackHttps(HOST, response)) {
            assertThat(fetch(https)).isInstanceOf(PolicyFetch.NoAnswer.class);
        }
    }

    @Test
    void aClosedPortIsARefusal() throws Exception {
        int port;
        try (var https = new LoopbackHttps(HOST, "")) {
            port = https.port();
        }
        var host = new PolicyHost(LoopbackHttps.trusting(), port, Duration.ofSeconds(5));
        PolicyFetch fetch = host.fetch(HOST, List.of(InetAddress.getLoopbackAddress()));
        assertThat(fetch.isUnreachable()).isTrue();
    }

    private static PolicyFetch fetch(LoopbackHttps https) throws Exception {
        return new PolicyHost(LoopbackHttps.trusting(), https.port(), Duration.ofSeconds(5))
                .fetch(HOST, List.of(InetAddress.getLoopbackAddress()));
    }
}
