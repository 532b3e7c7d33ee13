package postern.diagnosis.cause;

import static org.assertj.core.api.Assertions.assertThat;
import static postern.diagnosis.cause.FirstFix.RELOAD;
import static postern.diagnosis.cause.FirstFix.fix;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import postern.diagnosis.Change;
import postern.diagnosis.Facts;
import postern.diagnosis.Target;
import postern.diagnosis.Wording;
import postern.diagnosis.cause.mode.TlsNotEnabled;
import postern.evidence.Problem;

/// Where two sides have a setting of the same kind, the fix is for the one that is at fault.
final class FixedOnTheRightSideTest {
    private static final String ANSWER =
            "Jun  1 10:23:48 mail amavis[2295]: (01082-01) Negative SMTP resp. to DATA, (smtp:[127.0.0.1]:10027): 530 5.7.0 Must issue a STARTTLS command first\n";

    /// Nobody at the other end can mend a certificate that we would show.
    @Test
    void aClientCertificateThatIsTooWeakIsOurs() {
        assertThat(fix(Problem.OUTBOUND, Map.of("mail.log", """
                                Mar  1 10:00:00 mx postfix/smtp[11]: warning: TLS library problem: error:0A00018F:SSL routines::ee key too small:../ssl/ssl_rsa.c:221:
                                Mar  1 10:00:00 mx postfix/smtp[11]: warning: cannot get RSA certificate from file "/etc/postfix/client.pem": disabling TLS support
                                """)))
                .containsExactly(
                        Change.mainCf("smtp_tls_cert_file", ""), Change.mainCf("smtp_tls_key_file", ""), RELOAD);
    }

    @Test
    void aFileOfAnEarlierDovecotGetsTheVersionItIsWrittenForAndTheNamesOfToday() {
        assertThat(fix(Problem.CLIENTS, Map.of("mail.log", """
                                doveconf: Fatal: Error in configuration file /etc/dovecot/dovecot.conf line 1: The first setting must be dovecot_config_version
                                """, "dovecot.conf", """
                                ssl = required
                                ssl_cert = </etc/ssl/mail.pem
                                """)))
                .startsWith(
                        Change.dovecot("dovecot_config_version", "2.4.0"),
                        Change.dovecot("dovecot_storage_version", "2.4.0"),
                        Change.dovecot("ssl_server_cert_file", "/etc/ssl/mail.pem"));
    }

    @Test
    void theListenerThatAnswersTheFilterGoesWithoutTls() {
        assertThat(fix(Problem.INBOUND, Map.of("main.cf", "smtpd_tls_security_level = encrypt\n", "mail.log", ANSWER)))
                .containsExactly(
                        new Change(
                                Target.MASTER_CF,
                                Optional.of("127.0.0.1:10027"),
                                Optional.of("smtpd_tls_security_level"),
                                Optional.of("none"),
                                Optional.empty()),
                        Change.mainCf("smtpd_tls_security_level", "may"),
                        RELOAD);
    }

    @Test
    void theListenerOfMasterCfIsNamedAsItStandsThere() {
        assertThat(fix(
                        Problem.INBOUND,
                        Map.of(
                                "main.cf",
                                "smtpd_tls_security_level = encrypt\n",
                                "master.cf",
                                "smtp inet n - y - - smtpd\nlocalhost:10027 inet n - n - - smtpd\n  -o content_filter=\n",
                                "mail.log",
                                ANSWER)))
                .first()
                .isEqualTo(new Change(
                        Target.MASTER_CF,
                        Optional.of("localhost:10027"),
                        Optional.of("smtpd_tls_security_level"),
                        Optional.of("none"),
                        Optional.of("postconf -P 'localhost:10027/inet/smtpd_tls_security_level=none'")));
    }

    @Test
    void aSecondLevelForOneSideWasMeantForTheOther() {
        assertThat(
                        fix(
                                Problem.OUTBOUND,
                                Map.of(
                                        "main.cf",
                                        "mydestination = example.org\nsmtp_tls_security_level = may\nsmtp_tls_security_level = none\n")))
                .containsExactly(
                        Change.mainCf("smtp_tls_security_level", "may"),
                        Change.mainCf("smtpd_tls_security_level", "none"),
                        RELOAD);
    }

    @Test
    void aSecondLevelIsLeftAloneWhereTheOtherSideHasOne() {
        assertThat(
                        fix(
                                Problem.OUTBOUND,
                                Map.of(
                                        "main.cf",
                                        "mydestination = example.org\nsmtpd_tls_security_level = may\nsmtp_tls_security_level = may\nsmtp_tls_security_level = none\n")))
                .containsExactly(Change.mainCf("smtp_tls_security_level", "may"), RELOAD);
    }

    @Test
    void theDigestIsThatOfTheSideThatMissesIt() {
        assertThat(
                        fix(
                                Problem.OUTBOUND,
                                Map.of(
                                        "mail.log",
                                        "Jun  1 10:11:12 mx postfix/smtp[4411]: warning: Digest algorithm \"md5\" not found\n")))
                .containsExactly(Change.mainCf("smtp_tls_fingerprint_digest", "sha256"), RELOAD);
    }

    @Test
    void newParametersLieBesideTheOldOnesWhoseNameTellsTheirLength() {
        assertThat(
                        fix(
                                Problem.CLIENTS,
                                Map.of(
                                        "dovecot.conf",
                                        "ssl_min_protocol = TLSv1.2\nssl_dh = </srv/mail/dh1024.pem\n",
                                        "mail.log",
                                        "Jun  1 12:27:38 web dovecot[2360]: imap-login: Error: Failed to initialize SSL server context: Can't load DH parameters (ssl_dh setting): error:1408518A:SSL routines:ssl3_ctx_ctrl:dh key too small: user=<>, rip=198.51.100.14, lip=192.0.2.20, session=<5jtOj6ZnpxJCa200>\n")))
                .containsExactly(
                        Change.command("openssl dhparam -out /srv/mail/dh2048.pem 2048"),
                        Change.dovecot("ssl_dh", "</srv/mail/dh2048.pem"),
                        Change.command("doveadm reload"));
    }

    @Test
    void aSettingThatIsUnknownIsTakenOutOfTheServiceThatHasIt() {
        assertThat(
                        fix(
                                Problem.OUTBOUND,
                                Map.of(
                                        "master.cf",
                                        "smtp unix - - y - - smtp\nslow unix - - y - - smtp\n  -o smtp_dns_reply_filter=pcre:/etc/postfix/dns\n",
                                        "check.txt",
                                        "postconf: warning: /etc/postfix/master.cf: unused parameter: smtp_dns_reply_filter=pcre:/etc/postfix/dns\n")))
                .containsExactly(
                        new Change(
                                Target.MASTER_CF,
                                Optional.of("slow"),
                                Optional.of("smtp_dns_reply_filter"),
                                Optional.of(""),
                                Optional.of("postconf -PX 'slow/unix/smtp_dns_reply_filter'")),
                        RELOAD);
    }

    @ParameterizedTest
    @CsvSource({"smtpd_tls_security_level = may, false", "smtpd_tls_cert_file = /etc/ssl/mail.pem, true"})
    void whatMasterCfSwitchesOffIsSwitchedOnThere(String main, boolean hasNoLevel) {
        Facts facts = FirstFix.facts(
                Problem.INBOUND,
                Map.of(
                        "main.cf",
                        "mydestination = example.com\n" + main + "\n",
                        "master.cf",
                        "smtp inet n - y - - smtpd\n  -o smtpd_tls_security_level=none\n"));
        List<Change> fix = new TlsNotEnabled().examine(facts).getFirst().fix();
        Change level = Change.mainCf("smtpd_tls_security_level", "may");
        assertThat(fix)
                .startsWith(new Change(
                        Target.MASTER_CF,
                        Optional.of("smtp"),
                        Optional.of("smtpd_tls_security_level"),
                        Optional.of(""),
                        Optional.empty()))
                .endsWith(RELOAD);
        assertThat(fix.contains(level)).isEqualTo(hasNoLevel);
    }

    /// Both daemons say it; the log has no session with Postfix that came to TLS.
    @Test
    void aKeyThatTwoDaemonsRefuseIsReplacedInBoth() {
        assertThat(fix(Problem.INBOUND, Map.of("mail.log", """
                                Jun  1 19:30:32 mail dovecot: imap-login: Fatal: Can't load private ssl_key: Key is for a different cert than ssl_cert
                                Jun  1 19:32:14 mail postfix/smtpd[2375]: warning: cannot get RSA private key from file /etc/ssl/private/mail.key: disabling TLS support
                                Jun  1 19:32:14 mail postfix/smtpd[2375]: warning: TLS library problem: error:0B080074:x509 certificate routines:X509_check_private_key:key values mismatch:x509_cmp.c:331:
                                """)))
                .contains(
                        Change.mainCf("smtpd_tls_cert_file"),
                        Change.mainCf("smtpd_tls_key_file"),
                        Change.dovecot("ssl_cert"),
                        Change.dovecot("ssl_key"),
                        RELOAD,
                        Change.command("doveadm reload"));
    }

    /// Dovecot's own setting, and what makes it count; Postfix has no part in a login.
    @Test
    void anOldMailProgramIsLetInByDovecot() {
        var finding = FirstFix.cause(Problem.CLIENTS, Map.of("mail.log", """
                Jun  1 08:51:16 mail dovecot: imap-login: Disconnected (no auth attempts in 0 secs): user=<>, rip=192.0.2.8, lip=192.0.2.12, TLS handshaking: SSL_accept() failed: error:0A000102:SSL routines::unsupported protocol, session=<nkiF/OB3wIo+0hlk>
                """));

        assertThat(finding.cause()).isEqualTo("peer-legacy-tls");
        assertThat(finding.fix())
                .containsExactly(
                        Change.at(Target.CLIENT),
                        Change.dovecot("ssl_min_protocol", "TLSv1"),
                        Change.command("doveadm reload"));
        assertThat(Wording.in(Locale.ENGLISH).fix(finding)).doesNotContain("smtpd_", "port 25");
    }
}
