package postern.diagnosis.cause;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import postern.diagnosis.Cause;
import postern.diagnosis.Certainty;
import postern.diagnosis.Finding;
import postern.diagnosis.cause.advice.OldProtocolsEnabled;
import postern.diagnosis.cause.advice.WeakCiphersOffered;
import postern.diagnosis.cause.harmless.AnonymousCipherOffered;
import postern.diagnosis.cause.protocol.TlsLibraryTooOld;
import postern.probe.Scan;
import postern.probe.StartTls;
import postern.tls.CipherSuite;
import postern.tls.Known;
import postern.tls.ProtocolVersion;
import postern.tls.ServerTls;
import postern.tls.SuiteOrder;
import postern.tls.VersionSupport;

/// Causes, harmless things and advice that one text shows: what it is said to be, and a neighbour that does not show
/// it. In the texts `\n` ends a line, `##` begins a file, `@` a line of smtpd, and `#` is a host.
final class RemainingCausesTest {
    private static final String HOST = "mx.example.net[192.0.2.7]";

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "not-tls-port-blocked | cause | ##mail.log\\nMay  2 10:00:00 mail postfix/smtp[1]: connect to #:25: Connection timed out | ##mail.log\\nMay  2 10:00:00 mail postfix/smtp[1]: connect to #:25: Connection refused",
                "selinux-or-apparmor-denied | cause | ##mail.log\\nMay  2 10:00:00 mail kernel: type=1400 audit(1:2): avc:  denied  { read } for  pid=1 comm=\"smtpd\" name=\"key.pem\" | ##mail.log\\n@connect from #",
                "not-tls-postscreen-deep-tests | cause | ##mail.log\\nMay  2 10:00:00 mail postfix/postscreen[1]: NOQUEUE: reject: RCPT from [192.0.2.7]:4000: 450 4.3.2 Service currently unavailable; from=<a@example.net>, to=<b@example.com>, proto=ESMTP, helo=<mx> | ##mail.log\\nMay  2 10:00:00 mail postfix/postscreen[1]: PASS NEW [192.0.2.7]:4000",
                "blocked-by-fail2ban | cause | ##mail.log\\n@SSL_accept error from #: -1\\n@warning: TLS library problem: error:0A000102:SSL routines::unsupported protocol:x.c:1:\\n##fail2ban.log\\n2024-05-02 10:00:01,512 fail2ban.actions [9]: NOTICE [postfix] Ban 192.0.2.7 | ##mail.log\\n@SSL_accept error from #: -1\\n@warning: TLS library problem: error:0A000102:SSL routines::unsupported protocol:x.c:1:\\n##fail2ban.log\\n2024-05-02 10:00:01,512 fail2ban.actions [9]: NOTICE [sshd] Ban 192.0.2.99",
                "ecdhe-disabled | cause | ##main.cf\\nsmtpd_tls_security_level = may\\nsmtpd_tls_eecdh_grade = none\\nsmtpd_tls_cert_file = /etc/ssl/mail.pem\\n##mail.log\\n@SSL_accept error from #: -1\\n@warning: TLS library problem: error:0A0000C1:SSL routines::no shared cipher:x.c:1: | ##main.cf\\nsmtpd_tls_security_level = may\\nsmtpd_tls_eecdh_grade = auto\\nsmtpd_tls_cert_file = /etc/ssl/mail.pem\\n##mail.log\\n@SSL_accept error from #: -1\\n@warning: TLS library problem: error:0A0000C1:SSL routines::no shared cipher:x.c:1:",
                "sni-map-stale | cause | ##main.cf\\ntls_server_sni_maps = hash:/etc/postfix/sni\\nsmtpd_tls_security_level = may\\n##s_client.txt\\n$ openssl s_client -connect mail.example.com:25 -starttls smtp -servername mail.example.com\\nCONNECTED(00000003)\\n---\\nCertificate chain\\n 0 s:CN = mail.example.com\\n   i:CN = Example CA\\n   v:NotBefore: Jan  1 00:00:00 2024 GMT; NotAfter: Apr  1 00:00:00 2024 GMT\\n---\\n$ openssl s_client -connect mail.example.com:25 -starttls smtp -noservername\\nCONNECTED(00000003)\\n---\\nCertificate chain\\n 0 s:CN = mail.example.com\\n   i:CN = Example CA\\n   v:NotBefore: Mar  1 00:00:00 2024 GMT; NotAfter: Jun  1 00:00:00 2024 GMT\\n--- | ##main.cf\\ntls_server_sni_maps = hash:/etc/postfix/sni\\nsmtpd_tls_security_level = may\\n##s_client.txt\\n$ openssl s_client -connect mail.example.com:25 -starttls smtp -servername mail.example.com\\nCONNECTED(00000003)\\n---\\nCertificate chain\\n 0 s:CN = mail.example.com\\n   i:CN = Example CA\\n   v:NotBefore: Jan  1 00:00:00 2024 GMT; NotAfter: Apr  1 00:00:00 2024 GMT\\n---",
                "session-cache-warning | harmless | ##mail.log\\nMay  2 10:00:00 mail postfix/smtpd[1]: warning: btree:/var/lib/postfix/smtpd_scache is unavailable. open database /var/lib/postfix/smtpd_scache.db: No such file or directory | ##mail.log\\n@connect from #",
                "auth-only-after-starttls | harmless | ##mail.log\\n@warning: SASL authentication failure: No worthy mechs found | ##mail.log\\n@connect from #",
                "benign-plaintext-probe | harmless | ##mail.log\\n@warning: non-SMTP command from #: \\\\377\\\\373\\\\001 | ##mail.log\\n@warning: non-SMTP command from #: GET / HTTP/1.1",
                "no-client-cert-requested | harmless | ##header.txt\\nReceived: from mx.example.net (using TLSv1.3)\\n (No client certificate requested)\\n by mail.example.com (Postfix) | ##header.txt\\nReceived: from mx.example.net (using TLSv1.3)",
                "s-client-notice | harmless | ##s_client.txt\\n$ openssl s_client -connect mail.example.com:465\\nCONNECTED(00000003)\\nCan't use SSL_get_servername\\n--- | ##s_client.txt\\n$ openssl s_client -connect mail.example.com:465\\nCONNECTED(00000003)\\n---",
                "probe-without-starttls | harmless | ##s_client.txt\\n$ openssl s_client -connect mail.example.com:25\\nCONNECTED(00000003)\\n140:error:1408F10B:SSL routines:ssl3_get_record:wrong version number:ssl/record/ssl3_record.c:332:\\n--- | ##s_client.txt\\n$ openssl s_client -connect mail.example.com:465\\nCONNECTED(00000003)\\n140:error:1408F10B:SSL routines:ssl3_get_record:wrong version number:ssl/record/ssl3_record.c:332:\\n---",
                "unknown-cipher-name-ignored | harmless | ##main.cf\\nsmtpd_tls_security_level = may\\nsmtpd_tls_exclude_ciphers = aNULL, NOSUCHCIPHER | ##main.cf\\nsmtpd_tls_security_level = may\\nsmtpd_tls_exclude_ciphers = aNULL, RC4",
                "benign-user-accepted-certificate | harmless | ##mail.log\\n@SSL_accept error from #: -1\\n@warning: TLS library problem: error:0A000418:SSL routines::tlsv1 alert unknown ca:x.c:1:SSL alert number 48:\\n@lost connection after STARTTLS from #\\nMay  2 10:05:00 mail postfix/smtpd[2]: Anonymous TLS connection established from #: TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits) | ##mail.log\\n@SSL_accept error from #: -1\\n@warning: TLS library problem: error:0A000418:SSL routines::tlsv1 alert unknown ca:x.c:1:SSL alert number 48:",
                "passwords-without-tls | advice | ##main.cf\\nsmtpd_tls_security_level = may\\nsmtpd_sasl_auth_enable = yes\\nsmtpd_tls_auth_only = no | ##main.cf\\nsmtpd_tls_security_level = may\\nsmtpd_sasl_auth_enable = yes\\nsmtpd_tls_auth_only = yes",
                "client-cert-configured-needlessly | advice | ##main.cf\\nsmtp_tls_security_level = may\\nsmtp_tls_cert_file = /etc/ssl/mail.pem | ##main.cf\\nsmtp_tls_security_level = may",
            })
    void isSaidForWhatItIsAndNotOfItsNeighbour(String id, String role, String shows, String neighbour) {
        assertThat(examined(id, shows))
                .extracting(finding -> finding.role().id())
                .contains(role);
        assertThat(examined(id, neighbour)).isEmpty();
    }

    @Test
    void aLibraryWithoutTls12IsNamedWhereItIsKnownAndRefusedAndOtherwiseOnlyPossible() {
        Clue refused = Clue.on(Clue.DAY_2024)
                .with("main.cf", "smtpd_tls_security_level = may\nsmtpd_tls_cert_file = /etc/ssl/mail.pem\n")
                .with(
                        "mail.log",
                        Clue.failed(
                                "mx.example.net",
                                "error:1409442E:SSL routines:SSL3_READ_BYTES:tlsv1 alert protocol version:s3_pkt.c:1:SSL alert number 70:"));
        assertThat(refused.examinedBy(new TlsLibraryTooOld()))
                .extracting(Finding::certainty)
                .containsExactly(Certainty.POSSIBLE);
        assertThat(refused.running("2.7.1", "0.9.8o").examinedBy(new TlsLibraryTooOld()))
                .extracting(finding -> finding.values().get("release"))
                .containsExactly("0.9.8zh");
    }

    @Test
    void whatAScanFindsOldOrWeakIsAdviceAndWhatIsAnonymousHarmless() {
        Clue old = Clue.on(Clue.DAY_2024).probed(accepting(ProtocolVersion.TLSV1, "AECDH-AES128-SHA", "DES-CBC3-SHA"));
        Clue current = Clue.on(Clue.DAY_2024).probed(accepting(ProtocolVersion.TLSV1_2, "ECDHE-RSA-AES256-GCM-SHA384"));
        for (Cause cause :
                new Cause[] {new OldProtocolsEnabled(), new WeakCiphersOffered(), new AnonymousCipherOffered()}) {
            assertThat(old.examinedBy(cause)).as(cause.id()).hasSize(1);
            assertThat(current.examinedBy(cause)).as(cause.id()).isEmpty();
        }
    }

    private static Scan accepting(ProtocolVersion version, String... suites) {
        Scan plain = Clue.scan(StartTls.OFFERED, "220 mail.example.com ESMTP", "250 STARTTLS");
        var accepted = Arrays.stream(suites)
                .map(name -> CipherSuite.named(name).orElseThrow())
                .toList();
        return new Scan(
                plain.endpoint(),
                plain.connections(),
                plain.took(),
                plain.stages(),
                plain.startTls(),
                new ServerTls(
                        Map.of(version, new VersionSupport.Accepted(Known.all(accepted), SuiteOrder.SERVER)),
                        Known.nothing(),
                        Known.nothing(),
                        OptionalInt.empty()),
                plain.chains(),
                plain.traits(),
                plain.senders());
    }

    private static List<Finding> examined(String id, String files) {
        Clue clue = Clue.on(Clue.DAY_2024);
        for (String file : files.strip().substring(2).split("##", -1)) {
            int end = file.indexOf("\\n");
            clue.with(
                    file.substring(0, end),
                    file.substring(end + 2)
                                    .replace("\\n", "\n")
                                    .replace("\\\\", "\\")
                                    .replaceAll("(?m)^@", "May  2 10:00:00 mail postfix/smtpd[1]: ")
                                    .replace("#", HOST)
                            + "\n");
        }
        Cause cause = Causes.ALL.stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow();
        return clue.examinedBy(cause);
    }
}
