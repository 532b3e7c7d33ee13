package postern.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import postern.maillog.LogLine;

final class PasteTest {
    private static final LocalDate DAY = LocalDate.of(2024, 5, 2);
    private static final String POST = """
            Hello all,

            since yesterday Gmail cannot deliver to my server any more. What is wrong?

            [code]
            # postconf -n
            myhostname = mail.example.com
            smtpd_tls_cert_file = /etc/ssl/mail.pem
            smtpd_tls_mandatory_protocols = !SSLv2, !SSLv3
            smtpd_tls_protocols = &gt;=TLSv1.3
            smtpd_tls_security_level = may
            [/code]

            The log says:

            > May  2 10:00:00 mail postfix/smtpd[1]: connect from mail-a.google.com[192.0.2.7]
            > May  2 10:00:00 mail postfix/smtpd[1]: SSL_accept error from mail-a.google.com[192.0.2.7]: -1
            > May  2 10:00:00 mail postfix/smtpd[1]: disconnect from mail-a.google.com[192.0.2.7] ehlo=1 starttls=0/1 commands=1/2

            And from outside:

            me@laptop:~$ openssl s_client -connect mail.example.com:25 -starttls smtp
            CONNECTED(00000003)
            depth=0 CN = mail.example.com
            verify error:num=18:self signed certificate
            ---
            Certificate chain
             0 s:CN = mail.example.com
               i:CN = mail.example.com
            ---
            me@laptop:~$ ss -tln
            LISTEN 0 100 0.0.0.0:25 0.0.0.0:*

            Thanks for any hint!
            """;

    @Test
    void aPostInAForumIsTakenApartIntoItsInputs() {
        Evidence evidence = read(POST);
        assertThat(evidence.mainCf().orElseThrow().content().entries())
                .extracting(entry -> entry.name())
                .containsExactly(
                        "myhostname",
                        "smtpd_tls_cert_file",
                        "smtpd_tls_mandatory_protocols",
                        "smtpd_tls_protocols",
                        "smtpd_tls_security_level");
        assertThat(evidence.logs())
                .singleElement()
                .satisfies(log -> assertThat(log.peers().getFirst().failed()).isEqualTo(1));
        assertThat(evidence.transcripts()).singleElement().satisfies(run -> {
            assertThat(run.command()).contains("openssl s_client -connect mail.example.com:25 -starttls smtp");
            assertThat(run.complaints())
                    .extracting(it -> it.code(), it -> it.line())
                    .containsExactly(tuple(18, 25L));
        });
        assertThat(evidence.observations()).hasSize(1);
        assertThat(evidence.given()).containsExactly("post.txt");
    }

    @Test
    void linesKeepTheNumbersOfTheWholeText() {
        Evidence evidence = read(POST);
        assertThat(evidence.mainCf().orElseThrow().content().entry("smtpd_tls_protocols"))
                .hasValueSatisfying(entry -> {
                    assertThat(entry.firstLine()).isEqualTo(10);
                    assertThat(entry.value()).isEqualTo(">=TLSv1.3");
                });
        assertThat(evidence.logs()
                        .getFirst()
                        .peers()
                        .getFirst()
                        .samples()
                        .getFirst()
                        .lines())
                .extracting(LogLine::number)
                .contains(16L, 17L);
    }

    @Test
    void saysWhatWasUnderstood() {
        assertThat(read(POST).remarks())
                .containsExactly("post.txt holds several inputs, which were read one by one:"
                        + " other text and what tools printed, lines 1 to 34; settings of Postfix, lines 7 to 11;"
                        + " lines of a mail log, lines 16 to 18.");
    }

    @Test
    void aFileWithCommentsIsOneInput() {
        assertThat(Paste.apart("""
                # See /usr/share/postfix/main.cf.dist
                smtpd_tls_security_level = may
                # openssl s_client -connect localhost:25 -starttls smtp
                # May  2 10:00:00 mail postfix/smtpd[1]: connect from a[192.0.2.1]
                smtpd_tls_cert_fiel = /etc/ssl/mail.pem
                my_own_thing = $myhostname
                """)).isEmpty();
        assertThat(Paste.apart("""
                May  2 10:00:00 mail postfix/smtpd[1]: connect from a[192.0.2.1]
                and so on, then it says
                May  2 10:00:01 mail postfix/smtpd[1]: disconnect from a[192.0.2.1]
                """)).isEmpty();
        assertThat(Paste.apart("Dear all, what does smtpd_tls_security_level mean?\n"))
                .isEmpty();
    }

    @Test
    void settingsOfPostfixAndDovecotAreToldApart() {
        List<Paste.Part> parts = Paste.apart("""
                $ postconf -n
                smtpd_tls_security_level = may
                smtpd_tls_cert_file = /etc/ssl/mail.pem
                $ doveconf -n
                # 2.3.4.1 (f79e8e7e4): /etc/dovecot/dovecot.conf
                ssl = required
                ssl_cert = </etc/ssl/mail.pem
                service imap-login {
                  inet_listener imaps {
                    port = 993
                  }
                }
                $ postconf -Mf
                smtp       inet  n       -       y       -       -       smtpd
                    -o smtpd_tls_security_level=none
                """);
        assertThat(parts)
                .extracting(Paste.Part::kind, Paste.Part::first, Paste.Part::last)
                .containsExactly(
                        tuple(InputKind.UNKNOWN, 1, 13),
                        tuple(InputKind.MAIN_CF, 2, 3),
                        tuple(InputKind.DOVECOT_CONF, 5, 12),
                        tuple(InputKind.MASTER_CF, 14, 15));
    }

    @Test
    void aSettingThatDovecotHasTooStaysWithIt() {
        assertThat(Paste.apart("""
                # 2.3.4.1 (f79e8e7e4): /etc/dovecot/dovecot.conf
                ssl = required
                recipient_delimiter = +
                default_process_limit = 200
                ssl_cert = </etc/ssl/mail.pem
                protocols = imap lmtp
                """)).isEmpty();
    }

    @Test
    void whoOnlySpeaksOfABounceQuotesNone() {
        String asked = """
                Some of our mail is returned to sender as undeliverable. Why?

                $ postconf -n
                smtpd_tls_security_level = may
                smtpd_tls_cert_file = /etc/ssl/mail.pem

                May  2 10:00:00 mail postfix/smtpd[1]: connect from a.example.net[192.0.2.7]
                """;
        assertThat(Paste.apart(asked))
                .extracting(Paste.Part::kind)
                .containsExactly(InputKind.UNKNOWN, InputKind.MAIN_CF, InputKind.MAIL_LOG);
        assertThat(Paste.apart(asked + "\nYour message could not be delivered:\n550 5.7.1 TLS Negotiation failed\n"))
                .extracting(Paste.Part::kind)
                .contains(InputKind.BOUNCE);
    }

    @Property(tries = 300)
    void noLineIsLost(@ForAll List<String> words, @ForAll int cut) {
        List<String> lines = POST.lines().toList();
        int at = Math.floorMod(cut, lines.size());
        String text = String.join("\n", lines.subList(at, lines.size())) + "\n" + String.join("\n", words) + "\n"
                + String.join("\n", lines.subList(0, at));
        List<Paste.Part> parts = Paste.apart(text);
        List<String> kept = parts.stream()
                .flatMap(part -> part.text().lines())
                .filter(line -> !line.isBlank())
                .map(String::strip)
                .toList();
        long written = text.lines()
                .filter(line -> !line.isBlank() && !line.strip().matches("\\[/?code]"))
                .count();
        assertThat(kept).hasSizeLessThanOrEqualTo((int) written);
        assertThat(kept)
                .hasSizeGreaterThanOrEqualTo((int) written
                        - (int) words.stream()
                                .flatMap(String::lines)
                                .filter(word -> !word.isBlank())
                                .count());
    }

    private static Evidence read(String text) {
        return EvidenceReader.read(List.of(Input.of("post.txt", DAY, text)), Optional.of(DAY));
    }
}
