package postern.diagnosis.cause;

import static org.assertj.core.api.Assertions.assertThat;
import static postern.diagnosis.cause.FirstFix.RELOAD;
import static postern.diagnosis.cause.FirstFix.fix;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import postern.diagnosis.Change;
import postern.diagnosis.Target;
import postern.evidence.Problem;

/// A fix changes what is in effect, where it stands, and no more than that.
final class FixedWhereItStandsTest {

    @Test
    void anOverrideOfDeliveryIsTakenOutOfMasterCf() {
        assertThat(
                        fix(
                                Problem.OUTBOUND,
                                Map.of(
                                        "main.cf",
                                                "relayhost = [smtp.example.net]:587\nsmtp_tls_security_level = encrypt\n",
                                        "master.cf", "smtp unix - - y - - smtp\n  -o smtp_tls_security_level=none\n",
                                        "mail.log",
                                                "Jun  1 13:15:22 shop postfix/smtp[2716]: 8E2D5402F6: to=<a@example.org>, relay=smtp.example.net[198.51.100.87]:587, delay=0.6, delays=0.1/0/0.4/0.1, dsn=5.0.0, status=bounced (host smtp.example.net[198.51.100.87] said: 530 Must issue a STARTTLS command first (in reply to MAIL FROM command))\n")))
                .containsExactly(
                        new Change(
                                Target.MASTER_CF,
                                Optional.of("smtp"),
                                Optional.of("smtp_tls_security_level"),
                                Optional.of(""),
                                Optional.of("postconf -PX 'smtp/unix/smtp_tls_security_level'")),
                        RELOAD);
    }

    @Test
    void aRemarkBehindAValueGoesAndTheValueStays() {
        assertThat(
                        fix(
                                Problem.CLIENTS,
                                Map.of(
                                        "main.cf",
                                        "smtpd_tls_security_level = may\nsmtpd_tls_cert_file = /etc/ssl/mail.pem\nsmtpd_tls_auth_only = yes   # never without TLS\n")))
                .containsExactly(Change.mainCf("smtpd_tls_auth_only", "yes"), RELOAD);
    }

    /// The log names the list and, by the program, whose it is.
    @Test
    void aListThatOnlyTheLogShowsIsMendedOnTheSideThatSaysSo() {
        assertThat(fix(Problem.OUTBOUND, Map.of("mail.log", """
                                        Sep 18 10:51:22 mail postfix/smtp[288]: warning: Invalid TLS protocol list "!SSLv2, !SSLv3 # old": disabling TLS support
                                        Sep 18 10:51:37 mail postfix/smtpd[291]: warning: Invalid TLS protocol list "!SSLv2, !SSLv3 # old": disabling TLS support
                                        """)))
                .containsExactly(
                        Change.mainCf("smtp_tls_protocols", "!SSLv2, !SSLv3"),
                        Change.mainCf("smtpd_tls_protocols", "!SSLv2, !SSLv3"),
                        RELOAD);
    }

    /// What holds the table comes in a package; until then mail flows without it.
    @Test
    void aTypeOfTableThatIsNotThereIsInstalledOrLeftOut() {
        assertThat(
                        fix(
                                Problem.INBOUND,
                                Map.of(
                                        "main.cf",
                                        "smtpd_banner = $myhostname ESMTP (Ubuntu)\nvirtual_alias_maps = hash:/etc/aliases, pgsql:/etc/postfix/pg.cf\n",
                                        "mail.log",
                                        "Nov 20 14:31:07 mail postfix/cleanup[2629]: fatal: unsupported dictionary type: pgsql\n")))
                .containsExactly(
                        Change.command("apt-get install postfix-pgsql"),
                        Change.at(Target.COMMAND),
                        Change.at(Target.MAIN_CF),
                        Change.mainCf("virtual_alias_maps", "hash:/etc/aliases").asAlternative(),
                        RELOAD);
    }

    @Test
    void aPolicyServiceThatDoesNotListenIsStartedOrLeftOut() {
        assertThat(
                        fix(
                                Problem.OUTBOUND,
                                Map.of(
                                        "main.cf",
                                        "smtp_tls_security_level = dane\nsmtp_tls_policy_maps = hash:/etc/postfix/own, socketmap:inet:127.0.0.1:8461:postfix\n",
                                        "mail.log",
                                        "May 12 09:47:20 mx postfix/smtp[81220]: warning: table socketmap:inet:127.0.0.1:8461:postfix lookup error: Connection refused\n")))
                .containsExactly(
                        Change.at(Target.TLS_POLICY),
                        Change.command("systemctl restart postfix-mta-sts-resolver"),
                        Change.at(Target.COMMAND),
                        Change.mainCf("smtp_tls_policy_maps", "hash:/etc/postfix/own")
                                .asAlternative(),
                        RELOAD);
    }

    /// Of two resolvers that are asked the same, the one in use fails.
    @Test
    void aResolverThatFailsWhereAnotherAnswersIsToBeReplaced() {
        assertThat(fix(Problem.OUTBOUND, Map.of("mail.log", """
                                May 18 14:51:20 mail postfix/smtp[612]: warning: TLS policy lookup for example.org/mx.example.org: TLSA lookup error for mx.example.org:25
                                """, "dns.txt", """
                                $ dig _25._tcp.mx.example.org TLSA | grep status
                                ;; ->>HEADER<<- opcode: QUERY, status: SERVFAIL, id: 9140
                                $ dig _25._tcp.mx.example.org TLSA @192.0.2.53 | grep status
                                ;; ->>HEADER<<- opcode: QUERY, status: NXDOMAIN, id: 11563
                                """)))
                .first()
                .isEqualTo(Change.at(Target.NETWORK));
    }

    @Test
    void aRestrictionClassIsLeftAloneAndItsTableIsMeant() {
        assertThat(
                        fix(
                                Problem.INBOUND,
                                Map.of(
                                        "main.cf",
                                        """
                                        smtpd_restriction_classes = only_tls
                                        only_tls = reject_plaintext_session
                                        smtpd_recipient_restrictions = check_recipient_access hash:/etc/postfix/tls_only
                                        """,
                                        "mail.log",
                                        "Jun  1 07:15:09 mail postfix/smtpd[1211]: NOQUEUE: reject: RCPT from lists.example.org[198.51.100.23]: 450 4.7.1 Session encryption is required; from=<l@example.org> to=<a@example.com> proto=ESMTP helo=<lists.example.org>\n")))
                .containsExactly(Change.at(Target.FILE), RELOAD);
    }

    @Test
    void aDeniedSocketAsksForAnotherPolicyAndNotForLabels() {
        assertThat(
                        fix(
                                Problem.INBOUND,
                                Map.of(
                                        "audit.log",
                                        "type=AVC msg=audit(1685602195.194:554): avc:  denied  { read write } for  pid=10707 comm=\"tlsproxy\" path=\"socket:[46554]\" dev=\"sockfs\" ino=46554 scontext=system_u:system_r:postfix_master_t:s0 tcontext=system_u:system_r:postfix_smtp_t:s0 tclass=tcp_socket permissive=0\n")))
                .first()
                .satisfies(change ->
                        assertThat(change.command().orElseThrow()).startsWith("dnf upgrade selinux-policy-targeted"));
    }

    @Test
    void aFilterOfMechanismsIsEmptied() {
        assertThat(fix(
                        Problem.OUTBOUND,
                        Map.of(
                                "main.cf",
                                "relayhost = [smtp.example.net]:587\nsmtp_tls_security_level = encrypt\nsmtp_sasl_auth_enable = yes\nsmtp_sasl_security_options = noanonymous\nsmtp_sasl_mechanism_filter = crammd5\n",
                                "mail.log",
                                """
                                        Jun  1 10:00:00 mail postfix/smtp[9]: Trusted TLS connection established to smtp.example.net[198.51.100.7]:587: TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits)
                                        Jun  1 10:00:01 mail postfix/smtp[9]: warning: SASL authentication failure: No worthy mechs found
                                        """)))
                .containsExactly(Change.mainCf("smtp_sasl_mechanism_filter", ""), RELOAD);
    }

    @Test
    void aTableOverTcpIsTakenOutWhereItIsNamed() {
        assertThat(fix(
                        Problem.INBOUND,
                        Map.of(
                                "main.cf",
                                "mydestination = example.com\nvirtual_alias_maps = hash:/etc/postfix/virtual, tcp:127.0.0.1:10089\n",
                                "mail.log",
                                """
                                        Jun  1 10:00:00 mail postfix/smtpd[9]: warning: connect to TCP map 127.0.0.1:10089: Connection refused
                                        Jun  1 10:00:00 mail postfix/smtpd[9]: warning: tcp:127.0.0.1:10089 lookup error for "a@example.com"
                                        """)))
                .containsExactly(
                        Change.at(Target.COMMAND),
                        Change.at(Target.FILE),
                        Change.mainCf("virtual_alias_maps", "hash:/etc/postfix/virtual"),
                        RELOAD);
    }

    @Test
    void aListenerThatBeginsWithTlsTooEarlyLosesItsOwnSwitch() {
        assertThat(
                        fix(
                                Problem.CLIENTS,
                                Map.of(
                                        "dovecot.conf",
                                        "ssl = required\nservice pop3-login {\n  inet_listener pop3 {\n    port = 110\n    ssl = yes\n  }\n}\n")))
                .containsExactly(Change.dovecot("ssl", ""), Change.command("systemctl restart dovecot"));
    }

    @Test
    void aNumberKeepsItsDigitsAndLosesWhatStandsBehind() {
        assertThat(
                        fix(
                                Problem.INBOUND,
                                Map.of(
                                        "mail.log",
                                        "Jun  1 10:00:00 mail postfix/anvil[9]: fatal: bad numerical configuration: default_process_limit = 200mydomain = example.com\n")))
                .containsExactly(Change.mainCf("default_process_limit", "200"), RELOAD);
    }

    @Test
    void aMailHostBehindAWebProxyGetsAnotherAddressInTheDns() {
        assertThat(
                        fix(
                                Problem.CLIENTS,
                                Map.of(
                                        "mail.log",
                                        "Jun  1 10:00:00 mail postfix/smtp[9]: connect to mail.example.com[172.67.3.4]:25: Connection timed out\n")))
                .containsExactly(Change.at(Target.DNS), Change.at(Target.NETWORK));
    }

    @Test
    void aListOfModulesThatIsPassedOverGetsItsOwnerBackAndTablesKeepTheirType() {
        assertThat(fix(Problem.INBOUND, Map.of("main.cf", "alias_maps = lmdb:/etc/aliases\n", "start.txt", """
                                        postalias: warning: /etc/postfix/dynamicmaps.cf: file is owned or writable by non-root users -- skipping this file
                                        postalias: warning: /etc/postfix/dynamicmaps.cf.d/lmdb: file is owned or writable by non-root users -- skipping this file
                                        postalias: fatal: unsupported map type for this operation: lmdb
                                        """)))
                .containsExactly(
                        Change.command(
                                "chown root:root /etc/postfix/dynamicmaps.cf /etc/postfix/dynamicmaps.cf.d/lmdb"),
                        Change.command("chmod go-w /etc/postfix/dynamicmaps.cf /etc/postfix/dynamicmaps.cf.d/lmdb"),
                        RELOAD);
    }

    @Test
    void aPanelsOwnCertificateIsReplacedByThePanel() {
        assertThat(fix(Problem.CLIENTS, Map.of("s_client.txt", """
                                        $ openssl s_client -connect mail.example.com:993
                                        depth=0 O = Vesta Control Panel, CN = host.example.com
                                        verify error:num=18:self signed certificate
                                        ---
                                        Certificate chain
                                         0 s:O = Vesta Control Panel, CN = host.example.com
                                           i:O = Vesta Control Panel, CN = host.example.com
                                        ---
                                        """)))
                .contains(Change.command("v-add-letsencrypt-domain USER DOMAIN '' yes"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /etc/letsencrypt/live/mail/cert.pem | apt-get install --only-upgrade certbot
            /srv/acme/mail.pem                  |
            """)
    void anAcmeClientThatIsTooOldIsUpgradedOnlyWhereItsNameIsKnown(String file, String command) {
        String expired =
                "Jun  1 10:00:00 mail dovecot: imap-login: Disconnected: rip=192.0.2.7, TLS handshaking: SSL_accept() failed: error:0A000415:SSL routines::sslv3 alert certificate expired: SSL alert number 45\n";
        String refused = "renewing " + file
                + ": urn:ietf:params:acme:error:unauthorized :: Account creation on ACMEv1 is disabled. Please upgrade\n";

        assertThat(fix(Problem.CLIENTS, Map.of("mail.log", expired, "renew.txt", refused)))
                .contains(command == null ? Change.at(Target.COMMAND) : Change.command(command));
    }
}
