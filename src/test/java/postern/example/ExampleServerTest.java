package postern.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import postern.certificate.Certificate;
import postern.certificate.ChainFact;
import postern.certificate.ChainTrust;
import postern.probe.Cancellation;
import postern.probe.Scan;
import postern.probe.ScanListener;
import postern.probe.ScanOptions;
import postern.probe.Scanner;
import postern.probe.ServedChain;
import postern.probe.Stage;
import postern.probe.StartTls;
import postern.probe.Step;
import postern.tls.CipherSuite;
import postern.tls.ProtocolVersion;
import postern.tls.SuiteOrder;
import postern.tls.VersionSupport;

/// The embedded server, really probed, behaves as the server of the case did.
final class ExampleServerTest {
    private static final Instant THEN = Instant.parse("2014-12-19T12:00:00Z");

    private static ExampleServer server;
    private static Scan scan;

    @BeforeAll
    static void look() throws Exception {
        server = ExampleServer.start();
        ScanOptions options =
                ScanOptions.standard().withAnchors(server.anchors()).withTime(THEN);
        scan = Scanner.scan(server.endpoint(), options, ScanListener.NONE, new Cancellation());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void letsEveryStepThrough() {
        assertThat(scan.failure()).isEmpty();
        assertThat(scan.stages().stream().map(Stage::step)).containsExactly(Step.values());
        assertThat(scan.startTls()).isEqualTo(StartTls.OFFERED);
    }

    @Test
    void speaksTls12AndNothingElse() {
        assertThat(scan.server().accepted()).containsExactly(ProtocolVersion.TLSV1_2);
        assertThat(List.of(
                        ProtocolVersion.SSLV3, ProtocolVersion.TLSV1, ProtocolVersion.TLSV1_1, ProtocolVersion.TLSV1_3))
                .allSatisfy(version ->
                        assertThat(scan.server().support(version)).isInstanceOf(VersionSupport.Refused.class));
    }

    @Test
    void servesTheSuitesOfItsConfigurationInItsOwnOrder() {
        assertThat(scan.server().support(ProtocolVersion.TLSV1_2))
                .isInstanceOfSatisfying(VersionSupport.Accepted.class, accepted -> {
                    assertThat(accepted.order()).isEqualTo(SuiteOrder.SERVER);
                    assertThat(accepted.suites().complete()).isTrue();
                    assertThat(accepted.suites().items().stream().map(CipherSuite::opensslName))
                            .startsWith("ECDHE-RSA-AES256-GCM-SHA384", "ECDHE-RSA-AES256-SHA384")
                            .contains("DHE-RSA-AES256-GCM-SHA384", "AES256-SHA", "AES128-SHA")
                            .noneMatch(name -> name.matches(".*(RC4|DES|MD5|ADH|AECDH|NULL|EXP).*"))
                            .hasSize(24);
                });
    }

    @Test
    void sendsItsRootAfterAChainThatIsTrusted() {
        assertThat(scan.chains()).hasSize(1);
        ServedChain served = scan.chains().getFirst();
        assertThat(served.sni()).isEqualTo(Optional.empty());
        assertThat(served.chain().certificates().stream().map(Certificate::shortName))
                .containsExactly(
                        "mail.example.com",
                        "Example RSA Domain Validation Secure Server CA",
                        "Example RSA Certification Authority",
                        "Example Trust External CA Root");
        assertThat(served.assessment().facts()).isEqualTo(Set.of(ChainFact.ROOT_INCLUDED));
        assertThat(served.assessment().trust()).isEqualTo(ChainTrust.TRUSTED);
    }

    @Test
    void takesOneConnectionForEachSuiteAndRefusalOneForTheOrderAndTheFirstConversation() {
        assertThat(scan.connections()).isLessThanOrEqualTo(24 + 5 + 1 + 1);
    }
}
