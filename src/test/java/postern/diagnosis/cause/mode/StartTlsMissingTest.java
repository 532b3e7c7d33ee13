package postern.diagnosis.cause.mode;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import postern.diagnosis.Certainty;
import postern.diagnosis.Finding;
import postern.diagnosis.cause.Clue;
import postern.diagnosis.cause.path.MiddleboxSmtpRewriting;
import postern.probe.StartTls;

/// STARTTLS is not offered, in its main forms.
final class StartTlsMissingTest {
    private static final String CERTIFICATE = "smtpd_tls_cert_file = /etc/ssl/mail.pem\n";

    @Test
    void tlsIsNotEnabledWhenACertificateIsSetUpWithoutALevel() {
        Clue clue = Clue.on(Clue.DAY_2024).with("main.cf", "mydestination = example.com\n" + CERTIFICATE);
        assertThat(clue.examinedBy(new TlsNotEnabled()))
                .singleElement()
                .satisfies(finding -> assertThat(finding.certainty()).isEqualTo(Certainty.PROVEN));
        assertThat(clue.examinedAfterItsFix(new TlsNotEnabled())).isEmpty();
    }

    @Test
    void anExcerptThatMerelyLacksTheLineShowsNothing() {
        assertThat(Clue.on(Clue.DAY_2024)
                        .with("main.cf", "myhostname = mail.example.com\nmydestination = example.com\n")
                        .examinedBy(new TlsNotEnabled()))
                .isEmpty();
    }

    @Test
    void aProbeThatIsNotOfferedStartTlsIsEnoughForAPossibleAnswer() {
        assertThat(Clue.on(Clue.DAY_2024)
                        .probed(Clue.scan(StartTls.NOT_OFFERED, "220 mail.example.com ESMTP", "250 mail.example.com"))
                        .examinedBy(new TlsNotEnabled()))
                .extracting(Finding::certainty)
                .containsExactly(Certainty.POSSIBLE);
    }

    @Test
    void theClientsParametersWereSetWhereTheServersWereMeant() {
        Clue clue = Clue.on(Clue.DAY_2024)
                .about(postern.evidence.Problem.INBOUND)
                .with("main.cf", "smtp_tls_security_level = may\nsmtp_tls_cert_file = /etc/ssl/mail.pem\n")
                .probed(Clue.scan(StartTls.NOT_OFFERED, "220 mail.example.com ESMTP", "250 mail.example.com"));
        assertThat(clue.examinedBy(new SmtpSmtpdConfusion()))
                .singleElement()
                .satisfies(
                        finding -> assertThat(finding.values()).containsEntry("intended", "smtpd_tls_security_level"));
        assertThat(clue.examinedAfterItsFix(new SmtpSmtpdConfusion())).isEmpty();
    }

    @Test
    void clientParametersBesideServerParametersAreNoConfusion() {
        assertThat(Clue.on(Clue.DAY_2024)
                        .with(
                                "main.cf",
                                "smtp_tls_security_level = may\nsmtpd_tls_security_level = may\n" + CERTIFICATE)
                        .examinedBy(new SmtpSmtpdConfusion()))
                .isEmpty();
    }

    @Test
    void aKeywordListTakesItOutOfTheAnnouncement() {
        Clue clue = Clue.on(Clue.DAY_2024)
                .with(
                        "main.cf",
                        "smtpd_tls_security_level = may\nsmtpd_discard_ehlo_keywords = dsn, STARTTLS\n" + CERTIFICATE);
        assertThat(clue.examinedBy(new StarttlsDiscardedByConfig()))
                .singleElement()
                .satisfies(
                        finding -> assertThat(finding.fix().getFirst().value()).contains("dsn"));
        assertThat(clue.examinedAfterItsFix(new StarttlsDiscardedByConfig())).isEmpty();
    }

    @Test
    void aDeviceOnTheWayMasksIt() {
        assertThat(Clue.on(Clue.DAY_2024)
                        .probed(Clue.scan(
                                StartTls.MASKED,
                                "220 ********************",
                                "250-mail.example.com\n250-XXXXXXXA\n250 SIZE"))
                        .examinedBy(new MiddleboxSmtpRewriting()))
                .singleElement()
                .satisfies(finding -> assertThat(finding.values()).containsEntry("reason", "250-XXXXXXXA"));
    }

    @Test
    void anHonestGreetingIsNoDevice() {
        assertThat(Clue.on(Clue.DAY_2024)
                        .probed(Clue.scan(StartTls.NOT_OFFERED, "220 mail.example.com ESMTP", "250 mail.example.com"))
                        .examinedBy(new MiddleboxSmtpRewriting()))
                .isEmpty();
    }

    @Test
    void wrapperModeInMainCfHoldsForPort25Too() {
        Clue clue = Clue.on(Clue.DAY_2024)
                .with("main.cf", "smtpd_tls_security_level = may\nsmtpd_tls_wrappermode = yes\n" + CERTIFICATE);
        assertThat(clue.examinedBy(new WrappermodeOnStarttlsPort())).hasSize(1);
        assertThat(clue.examinedAfterItsFix(new WrappermodeOnStarttlsPort())).isEmpty();
    }

    @Test
    void nothingIsSaidWithoutEvidence() {
        Clue nothing = Clue.on(Clue.DAY_2024);
        assertThat(nothing.examinedBy(new TlsNotEnabled())).isEmpty();
        assertThat(nothing.examinedBy(new SmtpSmtpdConfusion())).isEmpty();
        assertThat(nothing.examinedBy(new StarttlsDiscardedByConfig())).isEmpty();
        assertThat(nothing.examinedBy(new MiddleboxSmtpRewriting())).isEmpty();
        assertThat(nothing.examinedBy(new WrappermodeOnStarttlsPort())).isEmpty();
    }
}
