package postern.sender;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import postern.tls.Handshake;
import postern.tls.Outcome;

/// Senders whose offer is known in full, played by `openssl s_client`, meet servers of every kind, played by
/// `openssl s_server`: what [Handshake] says of offer and settings is what happens.
final class RealClientTest {
    private static final int AT_ONCE = 2;

    /// How many meetings are decided, and how many of them fail, as the profiles are; there may be more.
    private static final int DECIDED = 760;

    private static final int REFUSED = 187;

    private static final List<RealServer.Options> SERVERS =
            """
            keys=rsa2048
            keys=rsa2048 cipher=DEFAULT:@SECLEVEL=0
            keys=rsa2048 cipher=ALL:@SECLEVEL=0 serverpref
            keys=ec256 sigalgs=rsa_pss_rsae_sha256:RSA+SHA256
            keys=rsa2048 cipher=DEFAULT:@SECLEVEL=0 max=TLSv1.1
            keys=rsa2048 cipher=AES128-SHA:@SECLEVEL=0 max=TLSv1
            keys=rsa2048 ciphersuites=TLS_CHACHA20_POLY1305_SHA256 min=TLSv1.3
            keys=rsa1024 cipher=kECDHE:!aNULL:@SECLEVEL=0 max=TLSv1.2
            keys=rsa2048 cipher=kDHE:!aNULL:@SECLEVEL=0 max=TLSv1.2 dh=1024 serverpref
            keys=rsa2048 cipher=kDHE:!aNULL:@SECLEVEL=0 max=TLSv1.2 dh=2048
            keys=rsa2048 cipher=AES128-SHA:@SECLEVEL=0
            keys=rsa2048 cipher=ECDHE-RSA-CHACHA20-POLY1305 min=TLSv1.2 max=TLSv1.2
            keys=ec256 cipher=DEFAULT:@SECLEVEL=0
            keys=rsa2048,ec256 cipher=HIGH:!aNULL:@SECLEVEL=0 max=TLSv1.2 serverpref
            keys=rsa2048 cipher=DEFAULT:@SECLEVEL=0 groups=P-384
            keys=rsa2048 cipher=kECDHE:!aNULL:@SECLEVEL=0 max=TLSv1.2 groups=X25519
            keys=rsa2048 cipher=DEFAULT:@SECLEVEL=0 max=TLSv1.2 groups=ffdhe2048
            keys=rsa2048 cipher=DEFAULT:@SECLEVEL=0 sigalgs=RSA+SHA256
            keys=rsa2048,ec256 cipher=ECDHE-RSA-AES256-SHA:ALL:@SECLEVEL=0 max=TLSv1.2 sigalgs=ECDSA+SHA256 serverpref
            keys=rsa2048 cipher=AES256-GCM-SHA384:AES128-GCM-SHA256:CAMELLIA128-SHA:@SECLEVEL=0 max=TLSv1.2 serverpref
            """.lines().map(RealServer.Options::of).toList();

    /// The second Oakley group (RFC 2409 section 6.2): a prime of 1024 bits.
    private static final String OAKLEY_2 = """
            -----BEGIN DH PARAMETERS-----
            MIGHAoGBAP//////////yQ/aoiFowjTExmKLgNwc0SkCTgiKZ8x0Agu+pjsTmyJR
            Sgh5jjQE3e+VGbPNOkMbMCsKbfJfFDdP4TVtbVHCReSFtXZiXn7G9ExC6aY37WsL
            /1y29Aa37e44a/taiZ+lrp8kEXxLH+ZJKGZR7OZTgf//////////AgEC
            -----END DH PARAMETERS-----
            """;

    @TempDir
    private static Path folder;

    @BeforeAll
    static void makesKeysWithARealOpenSsl() throws IOException {
        RealOpenSsl.assumePresent();
        certificate("rsa1024", "-newkey", "rsa:1024");
        certificate("rsa2048", "-newkey", "rsa:2048");
        certificate("ec256", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256");
        Files.writeString(folder.resolve("dh1024.pem"), OAKLEY_2);
        RealOpenSsl.run(
                "openssl",
                "genpkey",
                "-genparam",
                "-algorithm",
                "DH",
                "-pkeyopt",
                "group:ffdhe2048",
                "-out",
                file("dh2048.pem"));
    }

    private static void certificate(String name, String... key) {
        List<String> command = new ArrayList<>(List.of("openssl", "req", "-x509", "-nodes", "-sha256"));
        command.addAll(List.of(key));
        command.addAll(List.of("-subj", "/CN=mail.example.com", "-keyout", file(name + ".key")));
        command.addAll(List.of("-out", file(name + ".pem")));
        RealOpenSsl.run(command.toArray(String[]::new));
    }

    private static String file(String name) {
        return folder.resolve(name).toString();
    }

    /// @param real version and suite, or `refused`
    private record Meeting(RealServer.Options server, RealClient client, Outcome predicted, String real) {
        boolean isDecided() {
            return !(predicted instanceof Outcome.Undecided);
        }

        boolean isRefused() {
            return isDecided() && real.equals("refused");
        }

        boolean isAsPredicted() {
            return switch (predicted) {
                case Outcome.Agreed agreed ->
                    real.equals(agreed.version() + " "
                            + agreed.suite().map(RealOpenSsl.BUILD::nameOf).orElse("?"));
                case Outcome.Refused _ -> real.equals("refused");
                case Outcome.Undecided _ -> true;
            };
        }

        @Override
        public String toString() {
            return server + " | " + client.id() + " | " + predicted + " | " + real;
        }
    }

    @Test
    void meetsServersAsPredicted() throws Exception {
        List<RealClient> clients = SenderProfiles.all().stream()
                .flatMap(profile -> RealClient.of(profile).stream())
                .toList();
        List<Meeting> meetings = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Callable<List<Meeting>>> days = SERVERS.stream()
                    .<Callable<List<Meeting>>>map(server -> () -> meetings(server, clients))
                    .toList();
            for (Future<List<Meeting>> day : threads.invokeAll(days)) {
                meetings.addAll(day.get());
            }
        }
        assertThat(meetings).filteredOn(meeting -> !meeting.isAsPredicted()).isEmpty();
        assertThat(meetings.stream().filter(Meeting::isDecided).count()).isGreaterThanOrEqualTo(DECIDED);
        assertThat(meetings.stream().filter(Meeting::isRefused).count()).isGreaterThanOrEqualTo(REFUSED);
    }

    private static List<Meeting> meetings(RealServer.Options options, List<RealClient> clients) throws Exception {
        try (RealServer server = RealServer.start(options, folder)) {
            return clients.stream()
                    .map(client -> new Meeting(
                            options,
                            client,
                            Handshake.between(client.offer(), options.predicted()),
                            client.meet(server)))
                    .toList();
        }
    }
}
