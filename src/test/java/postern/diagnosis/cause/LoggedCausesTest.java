package postern.diagnosis.cause;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import postern.diagnosis.Cause;
import postern.diagnosis.Diagnostician;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.Role;
import postern.diagnosis.Wording;

/// Causes and innocents that one line of a log tells, and that the same kind of line without it does not.
final class LoggedCausesTest {
    private static final Wording WORDING = Wording.in(Locale.ENGLISH);
    private static final String BENIGN =
            "May  2 10:00:00 mail postfix/smtpd[1]: connect from mx.example.net[192.0.2.7]\n";

    @ParameterizedTest(name = "{0}")
    @CsvSource(textBlock = """
            tlsmgr-not-running             | postfix/smtpd[1]: warning: connect to private/tlsmgr: Connection refused
            cafile-unloadable              | postfix/smtpd[1]: cannot load Certification Authority data, CAfile="/etc/ca.pem": disabling TLS support
            map-type-unsupported           | postfix/smtpd[1]: fatal: unsupported dictionary type: btree
            postscreen-tlsproxy-missing    | postfix/postscreen[1]: warning: connect to private/tlsproxy service: Connection refused
            client-rate-limit              | postfix/smtpd[1]: warning: Refusing STARTTLS request from mx.example.net[192.0.2.7] for service smtp
            not-tls-milter-down            | postfix/smtpd[1]: warning: connect to Milter service inet:127.0.0.1:8891: Connection refused
            not-tls-sasl-backend           | postfix/smtpd[1]: warning: SASL: Connect to private/auth failed: No such file or directory
            tls-policy-lookup-failure      | postfix/smtp[1]: warning: smtp_tls_policy_maps, next-hop destination "example.net": policy table lookup error
            tls-policy-attribute-unsupported | postfix/smtp[1]: warning: smtp_tls_policy_maps, next-hop destination "example.net": invalid attribute name: "servername"
            tls-policy-table-syntax        | postfix/smtp[1]: warning: smtp_tls_policy_maps, next-hop destination "example.net": invalid security level "enrypt"
            dane-without-dnssec-resolver   | postfix/smtp[1]: warning: example.net: dane configured with dnssec lookups disabled
            tlsa-lookup-failure            | postfix/smtp[1]: warning: DANE TLSA lookup problem: Host or domain name not found. Name service error for name=_25._tcp.mx.example.net type=TLSA: Host not found, try again
            mta-sts-policy-mismatch        | postfix/smtp[1]: warning: MX name 'mx.example.net' does not match STS MX pattern for 'example.net'
            cert-file-missing              | postfix/smtpd[1]: warning: TLS library problem: error:02001002:system library:fopen:No such file or directory:bss_file.c:398:fopen('/etc/ssl/mail.pem','r'):
            file-unreadable                | postfix/smtpd[1]: warning: TLS library problem: error:0200100D:system library:fopen:Permission denied:bss_file.c:398:fopen('/etc/ssl/mail.key','r'):
            cert-file-wrong-content        | postfix/smtpd[1]: warning: TLS library problem: error:0906D06C:PEM routines:PEM_read_bio:no start line:pem_lib.c:698:Expecting: ANY PRIVATE KEY:
            sni-map-chain-invalid          | postfix/smtpd[1]: warning: key at index 1 in SNI data for mail.example.com does not match next certificate
            client-cert-required           | postfix/smtpd[1]: NOQUEUE: abort: TLS from mx.example.net[192.0.2.7]: No client certificate presented
            no-certificate-configured      | postfix/smtpd[1]: warning: No server certs available. TLS won't be enabled
            parameter-value-invalid        | postfix/smtpd[1]: warning: Invalid TLS protocol list "!SSLv2;!SSLv3": disabling TLS support
            wrappermode-missing-on-465     | postfix/smtp[1]: SMTPS wrappermode (TCP port 465) requires setting "smtp_tls_wrappermode = yes", and "smtp_tls_security_level = encrypt" (or stronger)
            """, delimiter = '|')
    void oneLineTellsTheCause(String id, String message) {
        List<Finding> findings = findings("May  2 10:00:01 mail " + message + "\n");
        assertThat(findings)
                .filteredOn(finding -> finding.role() == Role.CAUSE)
                .extracting(Finding::cause)
                .first()
                .isEqualTo(id);
        assertThat(findings).allSatisfy(LoggedCausesTest::isFilledIn);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(textBlock = """
            eof-without-close-notify     | postfix/smtpd[1]: warning: TLS library problem: error:0A000126:SSL routines::unexpected eof while reading:../ssl/record/rec_layer_s3.c:320:
            dh-file-missing-builtin-used | postfix/smtpd[1]: warning: cannot load DH parameters from file /etc/ssl/dh.pem: No such file or directory -- using compiled-in defaults
            sni-not-matched-default-used | postfix/smtpd[1]: TLS SNI mail.example.org from mx.example.net[192.0.2.7] not matched, using default chain
            reverse-dns-mismatch         | postfix/smtpd[1]: warning: hostname mx.example.net does not resolve to address 192.0.2.7
            ipv6                         | postfix/smtp[1]: connect to mx.example.net[2001:db8::7]:25: Network is unreachable
            untrusted-at-may             | postfix/smtpd[1]: Anonymous TLS connection established from mx.example.net[192.0.2.7]: TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits)
            unrelated-warning            | postfix/smtpd[1]: warning: database /etc/aliases.db is older than source file /etc/aliases
            process-crash-follow-up      | postfix/master[1]: warning: /usr/lib/postfix/smtpd: bad command startup -- throttling
            """, delimiter = '|')
    void oneLineThatLooksGuiltyIsExplainedAndNotBlamed(String id, String message) {
        List<Finding> findings = findings("May  2 10:00:01 mail " + message + "\n");
        assertThat(findings).extracting(Finding::cause).contains(id);
        assertThat(findings).noneMatch(finding -> finding.role() == Role.CAUSE);
        assertThat(findings).allSatisfy(LoggedCausesTest::isFilledIn);
    }

    @ParameterizedTest
    @CsvSource({"postfix/smtpd", "postfix/smtp"})
    void nothingIsSaidAboutALogWithoutTrouble(String program) {
        String quiet = BENIGN.replace("postfix/smtpd", program);
        for (Cause cause : Causes.ALL) {
            assertThat(Clue.on(Clue.DAY_2024).with("mail.log", quiet).examinedBy(cause))
                    .as(cause.id())
                    .isEmpty();
        }
    }

    private static List<Finding> findings(String line) {
        return Diagnostician.diagnose(
                        Facts.of(Clue.on(Clue.DAY_2024).with("mail.log", line).evidence()), Causes.ALL)
                .findings();
    }

    /// No placeholder is left in the words, and a fix has words of its own.
    private static void isFilledIn(Finding finding) {
        assertThat(WORDING.title(finding)
                        + WORDING.sentence(finding)
                        + WORDING.explanation(finding)
                        + WORDING.fix(finding))
                .as(finding.cause())
                .doesNotContainPattern("\\{[a-zA-Z]+}");
    }
}
