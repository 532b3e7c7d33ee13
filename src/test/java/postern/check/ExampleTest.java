package postern.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import postern.certificate.ChainFact;
import postern.certificate.ChainTrust;
import postern.diagnosis.Certainty;
import postern.diagnosis.Citation;
import postern.diagnosis.Finding;
import postern.diagnosis.Role;
import postern.postfix.PostfixRelease;
import postern.probe.Cancellation;
import postern.probe.Scan;
import postern.probe.ScanListener;
import postern.probe.StartTls;
import postern.remedy.Delivery;
import postern.remedy.PeerForecast;
import postern.remedy.ProposedSetting;
import postern.remedy.WhatIf;
import postern.tls.CipherSuite;
import postern.tls.Outcome;
import postern.tls.ProtocolVersion;
import postern.tls.RefusalReason;

/// The built-in case from end to end: a real server on the loopback interface, really probed.
final class ExampleTest {
    private static Example example;
    private static Check.Result result;

    @BeforeAll
    static void run() throws Exception {
        example = Example.start();
        result = Check.run(example.request(), ScanListener.NONE, new Cancellation());
    }

    @AfterAll
    static void stop() {
        example.close();
    }

    @Test
    void namesTheProtocolFloorAsProvenByConfigurationLogAndProbe() {
        Finding cause = result.report().diagnosis().cause().orElseThrow();
        assertThat(cause.cause()).isEqualTo("protocol-floor-too-high");
        assertThat(cause.certainty()).isEqualTo(Certainty.PROVEN);
        assertThat(cause.evidence().stream().map(Citation::source))
                .contains("main.cf", "mail.log", "bounce.txt", "probe " + example.endpoint());
        assertThat(cause.fix().getFirst().command()).contains("postconf -e 'smtpd_tls_protocols = !SSLv2, !SSLv3'");
    }

    @Test
    void blamesNothingElse() {
        assertThat(result.report().diagnosis().withRole(Role.CAUSE)).hasSize(1);
        assertThat(result.report().diagnosis().withRole(Role.CONTRIBUTING)).isEmpty();
    }

    @Test
    void explainsTheInnocent() {
        assertThat(result.report().diagnosis().withRole(Role.HARMLESS).stream().map(Finding::cause))
                .containsExactly(
                        "root-in-chain",
                        "verify-error-no-trust-store",
                        "compatibility-level",
                        "may-on-port-25",
                        "untrusted-at-may",
                        "openssl-state-names",
                        "smtpd-ca-store",
                        "default-cipher-list-looks-weak");
    }

    @Test
    void takesTheReleaseFromTheLogAndNotFromALineThatItIgnores() {
        assertThat(result.facts().platform().platform().postfix())
                .isEqualTo(PostfixRelease.parse("2.9.6").orElseThrow());
    }

    @Test
    void googleCannotGetInAndDoesNotFallBack() {
        PeerForecast google = peer("Google");
        assertThat(google.now().outcome()).isEqualTo(new Outcome.Refused(RefusalReason.PROTOCOL_VERSION));
        assertThat(google.now().delivery()).isEqualTo(Delivery.FAILS);
        assertThat(google.after().delivery()).isEqualTo(Delivery.ENCRYPTED);
        assertThat(google.after().outcome())
                .isEqualTo(new Outcome.Agreed(ProtocolVersion.TLSV1, CipherSuite.named("ECDHE-RSA-AES256-SHA")));
    }

    @Test
    void facebookArrivesUnencryptedAndWebDeGetsIn() {
        assertThat(peer("Facebook").now().delivery()).isEqualTo(Delivery.PLAINTEXT);
        assertThat(peer("Facebook").after().delivery()).isEqualTo(Delivery.ENCRYPTED);
        assertThat(peer("web.de").now().delivery()).isEqualTo(Delivery.ENCRYPTED);
        assertThat(peer("web.de").after().delivery()).isEqualTo(Delivery.ENCRYPTED);
    }

    @Test
    void everyEditChangesTheForecast() {
        WhatIf whatIf = WhatIf.of(result.facts());
        List<ProposedSetting> half = result.report().settings().stream()
                .map(setting -> setting.withValue("!SSLv2, !SSLv3, !TLSv1"))
                .toList();
        PeerForecast google = whatIf.with(half).stream()
                .filter(peer -> peer.name().equals("Google"))
                .findFirst()
                .orElseThrow();
        assertThat(google.after().delivery()).isEqualTo(Delivery.FAILS);
    }

    @Test
    void seesTheServerAsItIs() {
        Scan scan = result.report().scans().getFirst();
        assertThat(scan.startTls()).isEqualTo(StartTls.OFFERED);
        assertThat(scan.server().accepted()).containsExactly(ProtocolVersion.TLSV1_2);
        assertThat(scan.chains()).hasSize(1);
        assertThat(scan.chains().getFirst().chain().certificates()).hasSize(4);
        assertThat(scan.chains().getFirst().assessment().facts()).containsExactly(ChainFact.ROOT_INCLUDED);
        assertThat(scan.chains().getFirst().assessment().trust()).isEqualTo(ChainTrust.TRUSTED);
    }

    private static PeerForecast peer(String name) {
        return result.report().peers().stream()
                .filter(peer -> peer.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
