package postern.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import postern.maillog.LogLine;

/// Each program writes in a form of its own where and how it connects.
final class ClientSettingsReaderTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "tls on\\ntls_trust_file /etc/ssl/ca.pem\\nport 587              | msmtp STARTTLS 587",
                "tls off\\ntls_starttls off\\nport 25                      | msmtp CLEAR 25",
                "msmtp --host=mail.example.net --port=587 --tls=on --tls-starttls=off | msmtp IMPLICIT 587",
                "Port 143\\nSSLType IMAPS                                  | isync IMPLICIT 143",
                "remoteport = 993\\nssl = no\\nstarttls = yes              | offlineimap STARTTLS 993",
                "[retriever]\\ntype = SimplePOP3SSLRetriever\\nport = 110  | getmail IMPLICIT 110",
                "poll mail.example.net proto imap port 143 user jo ssl    | fetchmail IMPLICIT 143",
                "poll mail.example.net proto imap port 993 user jo        | fetchmail STARTTLS 993",
                "mailhub=mail.example.net:587\\nUseTLS=YES\\nUseSTARTTLS=YES | sSMTP STARTTLS 587",
                "[sendemail]\\nsmtpencryption = ssl\\nsmtpserverport = 587 | git send-email IMPLICIT 587",
                "user_pref(\"mail.smtpserver.smtp1.port\", 465);\\nuser_pref(\"mail.smtpserver.smtp1.try_ssl\", 2); | Thunderbird STARTTLS 465",
                "<port>587</port>\\n<socketType>SSL</socketType>           | Thunderbird autoconfiguration IMPLICIT 587",
                "aiosmtplib.send(message, port=587, use_tls=True)         | aiosmtplib IMPLICIT 587",
                "MAIL_PORT=465\\nMAIL_USE_TLS=1                            | the application STARTTLS 465",
                "SMTP_PORT: 587\\nSMTP_EXPLICIT_TLS: 'true'                | Vaultwarden IMPLICIT 587",
                "SMTP_PORT=587\\nSMTP_SECURITY=force_tls                   | the mail program IMPLICIT 587",
                "mail.smtp.port=587\\nmail.smtp.ssl.enable=true            | Java IMPLICIT 587",
                "props.put(\"mail.smtp.port\", \"587\");\\nprops.put(\"mail.smtp.ssl.enable\", true); | Java IMPLICIT 587",
                "<property name=\"mail.smtp.port\">465</property>\\n<property name=\"mail.smtp.starttls.enable\">true</property> | Java STARTTLS 465",
                "mail:\\n  smtp:\\n    port: 587\\n    ssl:\\n      enable: true | Java IMPLICIT 587",
                "'mail_smtpport' => '587',\\n'mail_smtpsecure' => 'ssl',    | PHPMailer IMPLICIT 587",
                "MAIL_PORT=587\\nMAIL_ENCRYPTION=ssl                       | PHPMailer IMPLICIT 587",
                "(new Swift_SmtpTransport('mail.example.net', 465, 'tls')) | Swift Mailer STARTTLS 465",
                "MAILER_DSN=smtps://jo:x@mail.example.net:587             | smtps:// IMPLICIT 587",
                "$config['imap_host'] = 'tls://mail.example.net:993';     | tls:// STARTTLS 993",
                "imap_open('{mail.example.net:143/imap/ssl}INBOX', $u, $p) | PHP IMPLICIT 143",
                "\"SMTPPort\": \"587\",\\n\"ConnectionSecurity\": \"TLS\",\\n\"EmailSettings\" | Mattermost IMPLICIT 587",
                "email:\\n  smtp_port: 587\\n  force_tls: true\\n  notif_from: x | Synapse IMPLICIT 587",
                "smtp.SendMail(\"mail.example.net:465\", auth, from, to, msg) | Go CLEAR 465",
                "smtp = smtplib.SMTP('mail.example.net', port=465)        | Python CLEAR 465",
                "swaks --to a@example.com --server mail.example.net:587 -tlsc | swaks IMPLICIT 587",
                "set smtp_url = \"smtps://jo@mail.example.net:587/\"       | smtps:// IMPLICIT 587",
                "SMTP: mail.example.net, 587, SSL/TLS                     | the mail program IMPLICIT 587",
                "imap.example.net:993 (STARTTLS)                          | the mail program STARTTLS 993",
                "Outgoing server (SMTP): 587\\nUse the following type of encrypted connection: SSL | the mail program IMPLICIT 587",
                "Port: 465\\nVerbindungssicherheit: STARTTLS              | the mail program STARTTLS 465",
                "端口：587\\n连接安全性：SSL/TLS                             | the mail program IMPLICIT 587",
                "curl --ssl-reqd smtp://mail.example.net:465              | smtp:// CLEAR 465",
            })
    void readsWhereAndHowAProgramConnects(String text, String settings) {
        assertThat(read(text)).containsExactly(settings);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "SMTP_PORT=2525\\nSMTP_SECURE=true",
                "#SMTP_PORT=587\\n#SMTP_SECURE=true",
                "MAILER_DSN=smtp://mail.example.net:465",
                "service imap-login {\\n  inet_listener imaps {\\n    port = 993\\n    ssl = yes\\n  }\\n}",
                "port: 587\\nverify_ssl: true",
                "Use SSL/TLS with 465, STARTTLS with 587",
                "SSL error connecting to mail.example.net:587",
                "Jun  1 10:00:00 mail postfix/smtpd[9]: disconnect from a[192.0.2.1] ehlo=1 starttls=1 quit=1 port=25",
                "client.Connect(host, port, true);",
            })
    void readsNothingWhereNothingIsToldOrTheProgramGoesByThePort(String text) {
        assertThat(read(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "IMAP_PORT=993\\nIMAP_SSL=true\\nSMTP_PORT=587\\nSMTP_SSL=true | the application IMPLICIT 993, the application IMPLICIT 587",
                "port 587\\ntls on\\naccount b\\nport 465\\ntls on\\ntls_starttls off | msmtp STARTTLS 587, msmtp IMPLICIT 465",
            })
    void partsTheSettingsOfSeveralConnections(String text, String settings) {
        assertThat(String.join(", ", read(text))).isEqualTo(settings);
    }

    private static List<String> read(String text) {
        List<LogLine> lines = new ArrayList<>();
        text.replace("\\n", "\n").lines().forEach(line -> lines.add(new LogLine(lines.size() + 1L, line)));
        return ClientSettingsReader.read(lines, lines).stream()
                .map(each -> each.program() + " " + each.mode() + " " + each.port())
                .toList();
    }
}
