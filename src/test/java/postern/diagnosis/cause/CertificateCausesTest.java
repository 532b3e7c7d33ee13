package postern.diagnosis.cause;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import postern.certificate.ChainFact;
import postern.diagnosis.Cause;
import postern.diagnosis.Finding;
import postern.diagnosis.Role;
import postern.diagnosis.cause.certificate.CertExpired;
import postern.diagnosis.cause.certificate.CertSelfSignedOrDefault;
import postern.diagnosis.cause.chain.ChainMissingIntermediate;
import postern.diagnosis.cause.file.CertKeyMismatch;
import postern.evidence.Problem;

/// What is wrong with a certificate matters to those who check it.
final class CertificateCausesTest {
    private static final String UNKNOWN_CA =
            "error:14094418:SSL routines:ssl3_read_bytes:tlsv1 alert unknown ca:../ssl/record/rec_layer_s3.c:1544:SSL alert number 48:";
    private static final String MISMATCH = """
            May  2 10:00:00 mail postfix/smtpd[1]: warning: cannot get RSA private key from file /etc/ssl/mail.key: disabling TLS support
            May  2 10:00:00 mail postfix/smtpd[1]: warning: TLS library problem: error:0B080074:x509 certificate routines:X509_check_private_key:key values mismatch:x509_cmp.c:330:
            """;

    @SuppressWarnings("ImmutableEnumChecker")
    enum Fault {
        EXPIRED(new CertExpired(), ChainFact.LEAF_EXPIRED),
        INCOMPLETE(new ChainMissingIntermediate(), ChainFact.INCOMPLETE),
        SELF_SIGNED(new CertSelfSignedOrDefault(), ChainFact.SELF_SIGNED_LEAF);

        private final Cause cause;
        private final ChainFact fact;

        Fault(Cause cause, ChainFact fact) {
            this.cause = cause;
            this.fact = fact;
        }
    }

    @ParameterizedTest
    @EnumSource
    void isTheCauseForMailProgramsWhichCheck(Fault fault) {
        assertThat(Clue.on(Clue.DAY_2024)
                        .about(Problem.CLIENTS)
                        .probed(Clue.sending(fault.fact))
                        .examinedBy(fault.cause))
                .extracting(Finding::role)
                .containsExactly(Role.CAUSE);
    }

    @ParameterizedTest
    @EnumSource
    void isTheCauseWhereSomebodyRefusedTheCertificate(Fault fault) {
        assertThat(Clue.on(Clue.DAY_2024)
                        .probed(Clue.sending(fault.fact))
                        .with("mail.log", Clue.failed("app.example.net", UNKNOWN_CA))
                        .examinedBy(fault.cause))
                .extracting(Finding::role)
                .containsExactly(Role.CAUSE);
    }

    @ParameterizedTest
    @EnumSource
    void isOnlyAdviceForServersWhichDoNotCheck(Fault fault) {
        assertThat(Clue.on(Clue.DAY_2024).probed(Clue.sending(fault.fact)).examinedBy(fault.cause))
                .extracting(Finding::role)
                .containsExactly(Role.ADVICE);
    }

    @ParameterizedTest
    @EnumSource
    void staysSilentAboutAHealthyChainAndWithoutEvidence(Fault fault) {
        assertThat(Clue.on(Clue.DAY_2024)
                        .about(Problem.CLIENTS)
                        .probed(Clue.sending())
                        .examinedBy(fault.cause))
                .isEmpty();
        assertThat(Clue.on(Clue.DAY_2024).about(Problem.CLIENTS).examinedBy(fault.cause))
                .isEmpty();
    }

    @Test
    void aRootAfterAChainIsNeverASelfSignedCertificate() {
        assertThat(Clue.on(Clue.DAY_2024)
                        .about(Problem.CLIENTS)
                        .probed(Clue.sending(ChainFact.ROOT_INCLUDED))
                        .examinedBy(new CertSelfSignedOrDefault()))
                .isEmpty();
    }

    @Test
    void theKeyThatDoesNotBelongToTheCertificateIsNamed() {
        List<Finding> findings =
                Clue.on(Clue.DAY_2024).with("mail.log", MISMATCH).examinedBy(new CertKeyMismatch());
        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.role()).isEqualTo(Role.CAUSE);
            assertThat(finding.values()).containsEntry("file", "/etc/ssl/mail.key");
        });
    }

    @Test
    void aKeyThatCannotBeReadIsNoMismatch() {
        assertThat(Clue.on(Clue.DAY_2024)
                        .with("mail.log", MISMATCH.lines().findFirst().orElseThrow())
                        .examinedBy(new CertKeyMismatch()))
                .isEmpty();
    }
}
