package postern.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RedactionTest {
    private final Redaction redaction = new Redaction();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "myhostname = mail.kanzlei-roth.de|myhostname = mail.domain1.example",
                "mydestination = kanzlei-roth.de, mail.kanzlei-roth.de|mydestination = domain1.example, mail.domain1.example",
                "MX 10 MAIL.KANZLEI-ROTH.DE.|MX 10 MAIL.DOMAIN1.EXAMPLE.",
                "connect from srv-muc7.roth.co.uk[87.65.43.21]|connect from host1.domain1.example[198.18.0.21]",
                ".kanzlei-roth.de secure match=.kanzlei-roth.de|.domain1.example secure match=.domain1.example",
                "*.kanzlei-roth.de|*.domain1.example",
                "müller-söhne.de and xn--mller-shne-q4af.de|domain1.example and domain2.example",
                "smtpd_tls_cert_file = /etc/ssl/mail.roth-bau.de.bundle.pem|smtpd_tls_cert_file = /etc/ssl/mail.domain1.example.bundle.pem",
                "_25._tcp.mail.roth-bau.de. IN TLSA 3 1 1|_25._tcp.mail.domain1.example. IN TLSA 3 1 1",
                "to=<anna.roth@roth-bau.de>, relay=mx.roth-bau.de[87.65.43.21]:25|to=<user1@domain1.example>, relay=mx.domain1.example[198.18.0.21]:25",
                "to=<anna>, orig_to=<root>|to=<user1>, orig_to=<root>",
                "from 2a02:8109:9a40:1c3::2: refused|from 2001:db8:ffff:0::1: refused",
                "host[IPv6:2a02:8109:9a40:1c3::2]|host[IPv6:2001:db8:ffff:0::1]",
                "mynetworks = 10.1.2.0/24 [::1]/128 127.0.0.0/8|mynetworks = 10.200.0.0/24 [::1]/128 127.0.0.0/8",
                "21.43.65.87.in-addr.arpa|21.0.18.198.in-addr.arpa",
                "roth-bau-mx.mail.protection.outlook.com|host1.mail.protection.outlook.com",
                "O = Roth Bau AG, CN = mail.roth-bau.de|O = Organisation 1, CN = mail.domain1.example",
                "imap(anna): Disconnected|imap(user1): Disconnected",
                "cd /home/anna/mail|cd /home/user1/mail",
                "Oct 14 20:02:10 srv-muc7 postfix/smtpd[1]: x|Oct 14 20:02:10 host1 postfix/smtpd[1]: x",
            })
    void replacesWhatTellsWhoSomebodyIs(String given, String expected) {
        assertThat(redaction.text(given)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "myhostname = mail.example.com",
                "from mail-wi0-x233.google.com[192.0.2.1]",
                "connect from mout.web.de[2001:db8::1]",
                "TLSv1.2 with cipher ECDHE-RSA-AES256-GCM-SHA384 (256/256 bits)",
                "mail_version = 3.7.11",
                "warning: TLS library problem: error:0A000418:SSL routines::tlsv1 alert unknown ca:../ssl/record/rec_layer_s3.c:1584:",
                "smtpd_tls_dh1024_param_file = ${config_directory}/dh2048.pem",
                "tls_high_cipherlist = DEFAULT@SECLEVEL=1:ALL:+RC4:@STRENGTH",
                "see main.cf, master.cf and /etc/postfix/tls_policy.db",
                "A1:B2:C3:D4:E5:F6:A7:B8:C9:D0:A1:B2:C3:D4:E5:F6:A7:B8:C9:D0",
                "javax.net.ssl.SSLHandshakeException: System.Net.Mail.SmtpException",
                "with Microsoft SMTP Server id 15.20.7452.49; dsn=4.7.5, id 14.3.123.3",
                "C=US, O=Let's Encrypt, CN=R3",
                "Oct 14 20:02:10 mail postfix/smtpd[1]: 4QSx0k3vQfz2hC: status=deferred",
                "from=<>, postmaster@example.com, 127.0.0.1:10024 [::1]:25 0.0.0.0"
            })
    void leavesWhatTellsNothing(String text) {
        assertThat(redaction.text(text)).isEqualTo(text);
    }

    @Test
    void aStandInStandsForItself() {
        String once = redaction.text("anna@mx3.roth-bau.de 87.65.43.21 2a02:8109::5 O = Roth Bau AG, CN = x.roth.de");
        assertThat(redaction.text(once)).isEqualTo(once);
    }

    @Test
    void aNameMetBeforeIsKnownAsAWord() {
        assertThat(redaction.text("myhostname = mail.roth-bau.de\nsmtpd_banner = Roth-Bau ESMTP /etc/roth-bau/key"))
                .isEqualTo("myhostname = mail.domain1.example\nsmtpd_banner = domain1 ESMTP /etc/domain1/key");
    }

    @Test
    void theUnicodeAndTheAsciiFormOfANameAreOne() {
        assertThat(redaction.text("müller.de xn--mller-kva.de")).isEqualTo("domain1.example domain1.example");
    }

    @Test
    void listsWhatStandsForWhat() {
        redaction.text("anna@roth-bau.de from 87.65.43.21");
        assertThat(redaction.standIns())
                .containsExactly(
                        new StandIn(StandIn.Kind.PERSON, "anna", "user1"),
                        new StandIn(StandIn.Kind.NAME, "roth-bau.de", "domain1.example"),
                        new StandIn(StandIn.Kind.ADDRESS, "87.65.43.21", "198.18.0.21"));
    }
}
