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
import postern.diagnosis.Citation;
import postern.diagnosis.Finding;
import postern.diagnosis.Target;
import postern.evidence.Problem;
import postern.postfix.MasterCf;

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

    /// An empty value would leave the wrong name in the file. `postconf -X` is there since 2.10, `-#` since
    /// 2.6.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            3.7.11 | postconf -X smtpd_tls_security_levels
            2.9.6  | postconf -# smtpd_tls_security_levels
            2.5.1  | ''
            """)
    void aNameThatIsNoneIsTakenOutAsTheReleaseCan(String release, String command) {
        assertThat(fix(
                        Problem.INBOUND,
                        Map.of("main.cf", "mail_version = " + release + "\nsmtpd_tls_security_levels = may\n")))
                .startsWith(
                        Change.mainCf("smtpd_tls_security_level", "may"),
                        new Change(
                                Target.MAIN_CF,
                                Optional.empty(),
                                Optional.of("smtpd_tls_security_levels"),
                                Optional.of(""),
                                Optional.of(command).filter(text -> !text.isEmpty())));
    }

    /// A table keeps the type that it is named with, whatever type is the default one.
    @Test
    void theTableOfAliasesGetsAnotherTypeWhereOnlyTheLogNamesIt() {
        assertThat(fix(Problem.INBOUND, Map.of("mail.log", """
                                        Jun  1 09:00:02 mx postfix/local[511]: error: unsupported dictionary type: hash
                                        Jun  1 09:00:02 mx postfix/local[511]: warning: hash:/etc/aliases is unavailable. unsupported dictionary type: hash
                                        """)))
                .containsExactly(
                        Change.mainCf("alias_maps", "lmdb:/etc/aliases"),
                        Change.mainCf("alias_database", "lmdb:/etc/aliases"),
                        Change.command("postalias lmdb:/etc/aliases"),
                        RELOAD);
    }

    @Test
    void aPackageIsInstalledByTheProgramOfTheSystem() {
        assertThat(fix(
                        Problem.INBOUND,
                        Map.of(
                                "notes.txt",
                                "Alpine Linux 3.17, postfix 3.7.3\n",
                                "mail.log",
                                "Jun  1 09:00:02 mx postfix/cleanup[511]: error: unsupported dictionary type: pcre\n")))
                .first()
                .isEqualTo(Change.command("apk add postfix-pcre"));
    }

    /// `postconf -M` edits master.cf since 2.11; before, the line goes there by hand.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            3.7.11 | postconf -M tlsmgr/unix='tlsmgr unix - - n 1000? 1 tlsmgr'
            2.3.3  | ''
            """)
    void aServiceThatIsMissingIsGivenAsItsLine(String release, String command) {
        assertThat(
                        fix(
                                Problem.INBOUND,
                                Map.of(
                                        "main.cf",
                                        "mail_version = " + release + "\nsmtpd_use_tls = yes\n",
                                        "mail.log",
                                        "Jun  1 13:17:43 srv postfix/smtpd[1]: warning: connect to private/tlsmgr: Connection refused\n")))
                .containsExactly(
                        new Change(
                                Target.MASTER_CF,
                                Optional.of("tlsmgr"),
                                Optional.empty(),
                                Optional.of("tlsmgr unix - - n 1000? 1 tlsmgr"),
                                Optional.of(command).filter(text -> !text.isEmpty())),
                        RELOAD);
    }

    /// Signatures are a matter of the level alone, and a level in Postfix' own list leaves the rest of the
    /// machine as it is.
    @Test
    void aRefusedSignatureNeedsNoOlderVersionForTheWholeMachine() {
        assertThat(fix(Problem.OUTBOUND, Map.of("mail.log", """
                                Jun  1 10:02:15 mx postfix/smtp[2219]: mail.example.org[192.0.2.25]:587: TLS cipher list "aNULL:-aNULL:HIGH:@STRENGTH:!aNULL"
                                Jun  1 10:02:15 mx postfix/smtp[2219]: SSL_connect error to mail.example.org[192.0.2.25]:587: -1
                                Jun  1 10:02:15 mx postfix/smtp[2219]: warning: TLS library problem: error:0A00014D:SSL routines::legacy sigalg disallowed or unsupported:../ssl/statem/statem_clnt.c:2254:
                                """)))
                .filteredOn(change -> change.target() == Target.MAIN_CF || change.target() == Target.OPENSSL_CNF)
                .containsExactly(
                        Change.mainCf("tls_high_cipherlist", "aNULL:-aNULL:HIGH:@STRENGTH:@SECLEVEL=0"),
                        Change.at(Target.OPENSSL_CNF, "CipherString", "DEFAULT@SECLEVEL=0")
                                .asAlternative());
    }

    @Test
    void theRecordOfAKeyWhoseDigestWasPrintedIsALineOfTheZone() {
        assertThat(fix(Problem.INBOUND, Map.of("dns.txt", """
                                $ dig +dnssec +short TLSA _25._tcp.mail.example.com
                                3 1 1 5B3E0C7A41D2F60E97C1B8B0AD52F1E6C9E40D4F3A8817F24B6C1D90E5A7C322
                                """, "probe.txt", """
                                $ openssl s_client -starttls smtp -connect mail.example.com:25 </dev/null 2>/dev/null | openssl x509 -noout -pubkey | openssl pkey -pubin -outform DER | sha256sum
                                c04e9a1177b6d3f2a8e5509d1c3b7e64f0a2915d8e6c4b73f1902acd5e7718b9  -
                                """)))
                .containsExactly(Change.at(
                        Target.DNS,
                        "_25._tcp.mail.example.com.",
                        "TLSA 3 1 1 c04e9a1177b6d3f2a8e5509d1c3b7e64f0a2915d8e6c4b73f1902acd5e7718b9"));
    }

    @Test
    void theRecordOfAKeyThatIsNotKnownComesByACommand() {
        assertThat(fix(
                        Problem.INBOUND,
                        Map.of(
                                "probe.txt",
                                "The DANE TLSA record for incoming mail (_25._tcp.box.example.com) is not correct.\n")))
                .containsExactly(
                        Change.at(Target.DNS),
                        Change.command(
                                "openssl s_client -connect box.example.com:25 -starttls smtp </dev/null 2>/dev/null"
                                        + " | openssl x509 -noout -pubkey | openssl pkey -pubin -outform DER"
                                        + " | openssl dgst -sha256"));
    }

    /// To take such a setting out would switch off what it was meant to switch on.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            3.7.11 | smtpd_use_tls            | true          | smtpd_tls_security_level=may, smtpd_use_tls=
            2.2.10 | smtpd_use_tls            | true          | smtpd_use_tls=yes
            3.7.11 | smtpd_use_tls            | false         | smtpd_use_tls=no
            3.7.11 | smtpd_tls_security_level | opportunistic | smtpd_tls_security_level=may
            3.7.11 | smtpd_tls_auth_only      | true          | smtpd_tls_auth_only=yes
            3.7.11 | smtpd_tls_auth_only      | perhaps       | smtpd_tls_auth_only=
            """)
    void aValueThatIsNotUnderstoodBecomesTheOneThatWasMeant(String release, String name, String value, String fix) {
        assertThat(fix(
                                Problem.INBOUND,
                                Map.of(
                                        "main.cf",
                                        "mail_version = " + release + "\n" + name + " = " + value + "\n",
                                        "mail.log",
                                        "Jun  1 10:00:00 mx postfix/smtpd[1]: fatal: bad boolean configuration: " + name
                                                + " = " + value + "\n"))
                        .stream()
                        .filter(change -> change.target() == Target.MAIN_CF)
                        .map(change -> change.parameter().orElseThrow() + "="
                                + change.value().orElseThrow()))
                .containsExactly(fix.split(", "));
    }

    /// Without the word that is not known the list would still shut out those who fail.
    @Test
    void aListThatStaysAFloorForThoseWhoFailIsOpened() {
        assertThat(fix(Problem.INBOUND, Map.of("main.cf", """
                                mail_version = 2.6.6
                                smtpd_tls_security_level = may
                                smtpd_tls_cert_file = /etc/ssl/mail.pem
                                smtpd_tls_protocols = !SSLv2, !SSLv3, !TLSv1, !TLSv1.1
                                """, "mail.log", """
                                Jun  1 10:00:00 mx postfix/smtpd[1]: warning: Invalid TLS protocol list "!SSLv2, !SSLv3, !TLSv1, !TLSv1.1": disabling TLS support
                                Jun  1 10:00:01 mx postfix/smtpd[1]: connect from mail.example.org[192.0.2.7]
                                Jun  1 10:00:02 mx postfix/smtpd[1]: SSL_accept error from mail.example.org[192.0.2.7]: -1
                                Jun  1 10:00:02 mx postfix/smtpd[1]: warning: TLS library problem: 1:error:140760FC:SSL routines:SSL23_GET_CLIENT_HELLO:unsupported protocol:s23_srvr.c:628:
                                """)))
                .contains(Change.mainCf("smtpd_tls_protocols", "!SSLv2, !SSLv3"));
    }

    /// The levels are there since 2.3; before, switches do the same.
    @Test
    void aReleaseWithoutLevelsGetsItsSwitches() {
        assertThat(
                        fix(
                                Problem.INBOUND,
                                Map.of(
                                        "main.cf",
                                        "mail_version = 2.2.10\nmydestination = localhost\nsmtpd_tls_cert_file = /etc/ssl/mail.pem\n")))
                .containsExactly(Change.mainCf("smtpd_use_tls", "yes"), RELOAD);
        Finding outbound = FirstFix.cause(
                Problem.OUTBOUND,
                Map.of(
                        "main.cf",
                        "mail_version = 2.2.10\nmyhostname = mx.example.com\n",
                        "mail.log",
                        "Jun  1 09:00:02 mx postfix/smtp[511]: 8E2D5402F6: to=<a@example.org>, relay=mx.example.org[203.0.113.9], delay=1, status=bounced (host mx.example.org[203.0.113.9] said: 530 5.7.0 Must issue a STARTTLS command first (in reply to MAIL FROM command))\n"));
        assertThat(outbound.fix()).containsExactly(Change.mainCf("smtp_use_tls", "yes"), RELOAD);
        assertThat(outbound.values()).containsEntry("parameter", "smtp_use_tls");
    }

    @Test
    void whatAServiceHasFromMainCfBecomesItsOptionWhenItGoesFromThere() {
        String services = """
                smtp inet n - y - - smtpd
                smtps inet n - y - - smtpd
                  -o smtpd_sasl_auth_enable=yes
                587 inet n - y - - smtpd
                  -o smtpd_tls_wrappermode=no
                """;

        assertThat(fix(
                        Problem.INBOUND,
                        Map.of(
                                "main.cf",
                                "smtpd_tls_security_level = may\nsmtpd_tls_wrappermode = yes\n",
                                "master.cf",
                                services)))
                .containsExactly(
                        Change.mainCf("smtpd_tls_wrappermode", "no"),
                        Change.masterCf(
                                MasterCf.parse(services)
                                        .service("smtps", "inet")
                                        .orElseThrow(),
                                "smtpd_tls_wrappermode",
                                "yes"),
                        RELOAD);
    }

    /// For the name that was asked for the map decides; what main.cf names else is right.
    @Test
    void aCopyThatTheMapOfNamesLoadsIsReplacedThere() {
        Finding finding = FirstFix.cause(Problem.CLIENTS, Map.of("main.cf", """
                smtpd_tls_chain_files = /etc/ssl/mail/key.pem, /etc/ssl/mail/cert.pem
                tls_server_sni_maps = hash:/etc/postfix/sni.map
                """, "sni.map", """
                mail.example.com  /etc/ssl/mail/old/key.pem /etc/ssl/mail/old/cert.pem
                """, "s_client.txt", """
                $ openssl s_client -connect mail.example.com:465 -servername mail.example.com </dev/null | openssl x509 -noout -enddate
                notAfter=May  2 11:45:00 2023 GMT
                $ openssl x509 -noout -enddate -in /etc/ssl/mail/cert.pem
                notAfter=Nov 20 07:10:00 2023 GMT
                """));

        assertThat(finding.cause()).isEqualTo("cert-stale-copy");
        assertThat(finding.evidence())
                .last()
                .isEqualTo(Citation.line(
                        "sni.map", 1, "mail.example.com  /etc/ssl/mail/old/key.pem /etc/ssl/mail/old/cert.pem"));
        assertThat(finding.fix())
                .containsExactly(
                        Change.at(Target.FILE), Change.command("postmap -F hash:/etc/postfix/sni.map"), RELOAD);
    }
}
