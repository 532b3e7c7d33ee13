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

/// A fix is told as what one types or writes: commands that the release has, lines as they stand in the file, records
/// as they stand in the zone.
final class FixedAsOneTypesItTest {

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
