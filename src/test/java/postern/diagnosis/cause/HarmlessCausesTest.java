package postern.diagnosis.cause;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import postern.certificate.ChainFact;
import postern.diagnosis.Cause;
import postern.diagnosis.Diagnostician;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.Role;
import postern.diagnosis.cause.advice.DeprecatedParameter;
import postern.diagnosis.cause.harmless.BenignScannerNoise;
import postern.diagnosis.cause.harmless.CompatibilityLevel;
import postern.diagnosis.cause.harmless.MayOnPort25;
import postern.diagnosis.cause.harmless.RootInChain;
import postern.diagnosis.cause.harmless.VerifyErrorNoTrustStore;

/// What looks guilty and is not is said, and never called a cause.
final class HarmlessCausesTest {
    private static final String SESSION = """
            $ openssl s_client -connect mail.example.com:25 -starttls smtp
            CONNECTED(00000003)
            depth=1 C = US, O = Example Trust, CN = Example Root
            verify error:num=19:self signed certificate in certificate chain
            verify return:0
            ---
            Certificate chain
             0 s:/CN=mail.example.com
               i:/C=US/O=Example Trust/CN=Example Root
             1 s:/C=US/O=Example Trust/CN=Example Root
               i:/C=US/O=Example Trust/CN=Example Root
            ---
                Verify return code: 19 (self signed certificate in certificate chain)
            """;

    @Test
    void theRootInTheChain() {
        saysHarmless(new RootInChain(), Clue.on(Clue.DAY_2024).probed(Clue.sending(ChainFact.ROOT_INCLUDED)));
        staysSilent(new RootInChain(), Clue.on(Clue.DAY_2024).probed(Clue.sending()));
    }

    @Test
    void theRootInTheChainIsNamedWhereverItStands() {
        String rootFirst = """
                $ openssl s_client -connect mail.example.com:25 -starttls smtp
                Certificate chain
                 0 s:CN = mail.example.com
                   i:O = Example Trust, CN = Example CA
                 1 s:O = Example Trust, CN = Example Root
                   i:O = Example Trust, CN = Example Root
                 2 s:O = Example Trust, CN = Example CA
                   i:O = Example Trust, CN = Example Root
                ---
                """;
        assertThat(Clue.on(Clue.DAY_2024).with("s_client.txt", rootFirst).examinedBy(new RootInChain()))
                .extracting(Finding::values)
                .containsExactly(Map.of("subject", "Example Root"));
    }

    @Test
    void theVerifyErrorOfATesterWithoutRoots() {
        saysHarmless(new VerifyErrorNoTrustStore(), Clue.on(Clue.DAY_2024).with("s_client.txt", SESSION));
        staysSilent(
                new VerifyErrorNoTrustStore(),
                Clue.on(Clue.DAY_2024)
                        .with(
                                "s_client.txt",
                                SESSION.replace("num=19", "num=18").replace("code: 19", "code: 18")));
    }

    @Test
    void theCompatibilityLevel() {
        saysHarmless(new CompatibilityLevel(), Clue.on(Clue.DAY_2024).with("main.cf", "compatibility_level = 2\n"));
        staysSilent(
                new CompatibilityLevel(), Clue.on(Clue.DAY_2024).with("main.cf", "myhostname = mail.example.com\n"));
    }

    @Test
    void theLevelMay() {
        saysHarmless(new MayOnPort25(), Clue.on(Clue.DAY_2024).with("main.cf", "smtpd_tls_security_level = may\n"));
        staysSilent(new MayOnPort25(), Clue.on(Clue.DAY_2024).with("main.cf", "smtpd_tls_security_level = encrypt\n"));
    }

    @Test
    void scanners() {
        String error = "error:0A000102:SSL routines::unsupported protocol:../ssl/statem/statem_srvr.c:1657:";
        saysHarmless(
                new BenignScannerNoise(),
                Clue.on(Clue.DAY_2024).with("mail.log", Clue.failed("census12.shodan.example", error)));
        staysSilent(
                new BenignScannerNoise(),
                Clue.on(Clue.DAY_2024).with("mail.log", Clue.failed("mx.example.net", error)));
    }

    @Test
    void anOldNameIsAdvice() {
        List<Finding> findings = Clue.on(Clue.DAY_2014)
                .running("2.9.6", "1.0.1e")
                .with("main.cf", "smtpd_use_tls = yes\n")
                .examinedBy(new DeprecatedParameter());
        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.role()).isEqualTo(Role.ADVICE);
            assertThat(finding.values()).containsEntry("replacement", "smtpd_tls_security_level");
        });
        staysSilent(
                new DeprecatedParameter(), Clue.on(Clue.DAY_2014).with("main.cf", "smtpd_tls_security_level = may\n"));
    }

    @Test
    void noneOfThemMakesADiagnosisOfTrouble() {
        Clue all = Clue.on(Clue.DAY_2024)
                .probed(Clue.sending(ChainFact.ROOT_INCLUDED))
                .with("s_client.txt", SESSION)
                .with(
                        "main.cf",
                        "compatibility_level = 2\nsmtpd_tls_security_level = may\nsmtpd_tls_cert_file = /etc/ssl/mail.pem\n");
        assertThat(Diagnostician.diagnose(Facts.of(all.evidence()), Causes.ALL).withRole(Role.CAUSE))
                .isEmpty();
    }

    private static void saysHarmless(Cause cause, Clue clue) {
        assertThat(clue.examinedBy(cause)).extracting(Finding::role).containsExactly(Role.HARMLESS);
    }

    private static void staysSilent(Cause cause, Clue clue) {
        assertThat(clue.examinedBy(cause)).isEmpty();
        assertThat(Clue.on(Clue.DAY_2024).examinedBy(cause)).isEmpty();
    }
}
