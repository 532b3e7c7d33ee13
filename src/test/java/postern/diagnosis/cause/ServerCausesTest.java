package postern.diagnosis.cause;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import postern.diagnosis.Change;
import postern.diagnosis.Diagnostician;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.Role;

/// Causes at the receiving side, and at what mail programs see of it: what fires each, the neighbour that looks
/// alike, and what is to be changed. Lines are separated by `\n`, files by `##name`.
final class ServerCausesTest {
    private static final LocalDate DAY = LocalDate.of(2024, 5, 2);
    private static final String HOST = "mx.example.net[192.0.2.7]";

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "tls-forced-by-restriction | ##mail.log\\n@NOQUEUE: reject: RCPT from #: 450 4.7.1 Session encryption is required; from=<a@example.net>",
                "session-cache-unusable | ##mail.log\\nMay  2 10:00:00 mail postfix/tlsmgr[1]: fatal: open database /var/lib/postfix/smtpd_scache.db: Invalid argument",
                "not-tls-postscreen-cache-locked | ##mail.log\\nMay  2 10:00:00 mail postfix/postscreen[1]: fatal: btree:/var/lib/postfix/postscreen_cache: unable to get exclusive lock: Resource temporarily unavailable",
                "parameter-duplicated | ##main.cf\\nsmtpd_tls_security_level = may\\nmyhostname = mail.example.com\\nsmtpd_tls_security_level = none",
                "config-not-in-effect | ##main.cf\\nsmtpd_tls_security_level = may\\nmyhostname = mail.example.com\\n##master.cf\\nsmtp inet n - y - - smtpd\\n  -o smtpd_tls_security_level=none",
                "service-not-listening | ##main.cf\\ninet_interfaces = loopback-only\\nsmtpd_tls_security_level = may\\n##telnet.txt\\n$ telnet mail.example.com 25\\ntelnet: Unable to connect to remote host: Connection refused",
                "tls-terminated-elsewhere | ##nginx.txt\\nlisten 993 ssl;\\nssl_certificate /etc/nginx/mail.pem;",
                "cert-not-yet-valid | ##s_client.txt\\n$ openssl s_client -connect mail.example.com:993\\nCONNECTED(00000003)\\ndepth=0 CN = mail.example.com\\nverify error:num=9:certificate is not yet valid",
                "cert-too-weak | ##s_client.txt\\n$ openssl s_client -connect mail.example.com:993\\nCONNECTED(00000003)\\ndepth=0 CN = mail.example.com\\nverify error:num=66:EE certificate key too weak",
                "must-staple-without-stapling | ##check.txt\\nTLS Feature:\\n    status_request\\nMOZILLA_PKIX_ERROR_REQUIRED_TLS_FEATURE_MISSING",
                "client-uses-wrong-name | ##client.txt\\nPeer certificate CN=`mail.example.com' did not match expected CN=`192.0.2.9'",
                "client-uses-wrong-name | ##client.txt\\nPeer certificate CN=`mail.example.com' did not match expected CN=`example.com'",
                "sni-map-pattern-wrong | ##main.cf\\nsmtpd_tls_security_level = may\\ntls_server_sni_maps = hash:/etc/postfix/sni\\n##sni.txt\\n*.example.org /etc/ssl/key.pem /etc/ssl/cert.pem",
                "client-distrusts-cert | ##mail.log\\nMay  2 10:00:00 mail dovecot: imap-login: Disconnected (no auth attempts in 0 secs): user=<>, rip=192.0.2.8, lip=192.0.2.1, TLS handshaking: SSL_accept() failed: error:14094418:SSL routines:ssl3_read_bytes:tlsv1 alert unknown ca: SSL alert number 48, session=<a>",
                "peer-tls-broken | ##mail.log\\nMay  2 10:00:00 mail postfix/smtp[1]: 4AB1C2: to=<a@example.net>, relay=#:25, delay=1, delays=0/0/1/0, dsn=4.7.4, status=deferred (TLS is required, but host # refused to start TLS: 454 4.7.0 TLS currently unavailable)",
                "cipher-list-too-strict | ##mail.log\\n@connect from #\\n@setting up TLS connection from #\\n@#: TLS cipher list \"ALL:+RC4:@STRENGTH:!aNULL:!LOW:!EXP:!RSA+AES:!eNULL\"\\n@SSL_accept error from #: -1\\n@warning: TLS library problem: 20311:error:1408A0C1:SSL routines:SSL3_GET_CLIENT_HELLO:no shared cipher:s3_srvr.c:1387:\\n@lost connection after STARTTLS from #",
                "middlebox-smtp-rewriting | ##telnet.txt\\n220 mail.example.com ESMTP Service ready\\nEHLO pc.example.net\\n250-mail.example.com\\n250-SIZE 20000000\\n250 8BITMIME\\n\\n220 mail.example.com ESMTP Postfix\\nEHLO test.example.net\\n250-mail.example.com\\n250-STARTTLS\\n250 8BITMIME",
            })
    void evidenceNamesTheCause(String id, String files) {
        assertThat(causes(DAY, files)).as(files).startsWith(id);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "parameter-duplicated | ##main.cf\\nsmtpd_tls_security_level = may\\nmyhostname = mail.example.com\\nsmtpd_tls_security_level = may",
                "config-not-in-effect | ##main.cf\\nsmtpd_tls_security_level = may\\n##master.cf\\nsmtp inet n - y - - smtpd\\nsubmission inet n - y - - smtpd\\n  -o smtpd_tls_security_level=encrypt",
                "service-not-listening | ##main.cf\\ninet_interfaces = all\\n##telnet.txt\\n$ telnet mail.example.com 25\\ntelnet: Unable to connect to remote host: Connection refused",
                "tls-terminated-elsewhere | ##nginx.txt\\nlisten 443 ssl;\\nlisten 143;",
                "cert-too-weak | ##s_client.txt\\n$ openssl s_client -connect mail.example.com:993\\nCONNECTED(00000003)\\ndepth=0 CN = mail.example.com\\nverify error:num=20:unable to get local issuer certificate",
                "must-staple-without-stapling | ##check.txt\\nOCSP response: no response sent",
                "client-uses-wrong-name | ##client.txt\\nPeer certificate CN=`www.example.com' did not match expected CN=`mail.example.com'",
                "sni-map-pattern-wrong | ##main.cf\\nsmtpd_tls_security_level = may\\ntls_server_sni_maps = hash:/etc/postfix/sni\\n##sni.txt\\n.example.org /etc/ssl/key.pem /etc/ssl/cert.pem",
                "client-distrusts-cert | ##mail.log\\nMay  2 10:00:00 mail dovecot: imap-login: Disconnected (no auth attempts in 0 secs): user=<>, rip=192.0.2.8, lip=192.0.2.1, TLS handshaking: SSL_accept() failed: error:14094418:SSL routines:ssl3_read_bytes:tlsv1 alert unknown ca: SSL alert number 48, session=<a>\\nMay  2 10:00:09 mail dovecot: imap-login: Login: user=<a>, method=PLAIN, rip=192.0.2.8, lip=192.0.2.1, mpid=2, TLS, TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits), session=<b>",
                "protocol-ceiling-too-low | ##main.cf\\nsmtpd_tls_security_level = may\\nsmtpd_tls_protocols = !SSLv2, !SSLv3\\n##mail.log\\n@warning: TLS library problem: error:1409442E:SSL routines:ssl3_read_bytes:tlsv1 alert protocol version:s3_pkt.c:1:SSL alert number 70:",
                "cipher-list-too-strict | ##mail.log\\n@connect from #\\n@setting up TLS connection from #\\n@#: TLS cipher list \"ALL:+RC4:@STRENGTH:!aNULL:!LOW:!EXP:!eNULL\"\\n@SSL_accept error from #: -1\\n@warning: TLS library problem: 20311:error:1408A0C1:SSL routines:SSL3_GET_CLIENT_HELLO:no shared cipher:s3_srvr.c:1387:\\n@lost connection after STARTTLS from #",
                "middlebox-smtp-rewriting | ##telnet.txt\\n220 mail.example.com ESMTP Postfix\\nEHLO pc.example.net\\n250-mail.example.com\\n250-SIZE 20000000\\n250 8BITMIME\\n\\n220 mail.example.com ESMTP Postfix\\nEHLO test.example.net\\n250-mail.example.com\\n250-STARTTLS\\n250 8BITMIME",
            })
    void theNeighbourDoesNot(String id, String files) {
        assertThat(causes(DAY, files)).as(files).doesNotContain(id);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "dh-params-too-small | ssl_dh=</etc/dovecot/dh.pem | ##mail.log\\nMay  2 10:00:00 mail dovecot: imap-login: Error: Failed to initialize SSL server context: Can't load DH parameters: error:1408518A:SSL routines:ssl3_ctx_ctrl:dh key too small: user=<>, rip=192.0.2.3, lip=192.0.2.1",
                "parameter-unknown-to-version | ssl_server_cert_file=/etc/mail.pem | ##dovecot.conf\\nssl = yes\\nssl_cert = </etc/mail.pem\\n##mail.log\\nMay  2 10:00:00 mail dovecot[1]: doveconf: Fatal: Error in configuration file /etc/dovecot/dovecot.conf line 2: ssl_cert: Unknown setting: ssl_cert",
                "parameter-value-invalid | ssl_protocols=!SSLv3 | ##dovecot.conf\\nssl = yes\\nssl_protocols = !SSLv2 !SSLv3\\n##mail.log\\nMay  2 10:00:00 mail dovecot[1]: imap-login: Fatal: Invalid ssl_protocols setting: Unknown protocol 'SSLv2'",
                "dovecot-file-prefix-wrong | ssl_cert=</etc/mail.pem | ##dovecot.conf\\nssl = yes\\nssl_cert = /etc/mail.pem",
                "map-type-unsupported | alias_maps=lmdb:/etc/aliases | ##main.cf\\nalias_maps = hash:/etc/aliases\\nmyhostname = mail.example.com\\n##mail.log\\n@error: unsupported dictionary type: hash",
                "tls-forced-by-restriction | smtpd_recipient_restrictions=permit_mynetworks, reject_unauth_destination | ##main.cf\\nsmtpd_recipient_restrictions = permit_mynetworks, reject_plaintext_session, reject_unauth_destination\\nmyhostname = mail.example.com\\n##mail.log\\n@NOQUEUE: reject: RCPT from #: 450 4.7.1 Session encryption is required; from=<a@example.net>",
                "chain-missing-intermediate | smtpd_tls_cert_file=/etc/ssl/fullchain.pem | ##main.cf\\nsmtpd_tls_security_level = may\\nsmtpd_tls_cert_file = /etc/ssl/cert.pem\\n##check.txt\\nCert VALIDATION ERROR(S): unable to verify the first certificate",
                "tls-on-internal-hop | smtp_tls_security_level=none | ##main.cf\\ncontent_filter = scan:[127.0.0.1]:10024\\nsmtp_tls_security_level = encrypt\\n##master.cf\\nsmtp inet n - y - - smtpd\\nscan unix - - n - 2 smtp\\n##mail.log\\nMay  2 10:00:00 mail postfix/smtp[1]: 4AB1C2: to=<a@example.net>, relay=127.0.0.1[127.0.0.1]:10024, delay=1, delays=0/0/1/0, dsn=4.7.4, status=deferred (TLS is required, but was not offered by host 127.0.0.1[127.0.0.1])",
            })
    void whatToChangeIsNamedWithItsValue(String id, String setting, String files) {
        List<Finding> findings = findings(DAY, files).stream()
                .filter(finding -> finding.cause().equals(id))
                .toList();
        assertThat(findings).isNotEmpty();
        assertThat(findings.getFirst().fix())
                .extracting(ServerCausesTest::written)
                .contains(setting);
    }

    private static String written(Change change) {
        return change.parameter().orElse("") + "=" + change.value().orElse("");
    }

    private static List<String> causes(LocalDate day, String files) {
        return findings(day, files).stream()
                .filter(finding -> finding.role() == Role.CAUSE)
                .map(Finding::cause)
                .toList();
    }

    private static List<Finding> findings(LocalDate day, String files) {
        Clue clue = Clue.on(day);
        for (String file : files.split("##", -1)) {
            int end = file.indexOf("\\n");
            if (end > 0) {
                String text = file.substring(end + 2)
                        .replace("\\n", "\n")
                        .replaceAll("(?m)^@", "May  2 10:00:00 mail postfix/smtpd[1]: ")
                        .replace("#", HOST);
                clue.with(file.substring(0, end), text + "\n");
            }
        }
        return Diagnostician.diagnose(Facts.of(clue.evidence()), Causes.ALL).findings();
    }
}
