package postern.diagnosis.cause;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import postern.diagnosis.Diagnostician;
import postern.diagnosis.Facts;
import postern.diagnosis.Role;
import postern.evidence.EvidenceReader;
import postern.evidence.Input;

/// What pasted texts say names the cause; the neighbouring text that looks alike names none.
final class PastedTextCausesTest {
    private static final LocalDate DAY = LocalDate.of(2024, 6, 1);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dovecot-file-prefix-wrong | dovecot.conf | ssl = yes\\nssl_cert = /etc/ssl/certs/mail.pem",
                "dovecot-file-prefix-wrong | dovecot.conf | ssl = yes\\nssl_server_cert_file = </etc/ssl/certs/mail.pem",
                "cert-purpose-wrong | check.txt | error 26 at 0 depth lookup: unsupported certificate purpose",
                "client-wrong-tls-mode | client.txt | connect to mail.example.com (192.0.2.1:143): error:1408F10B:SSL routines:ssl3_get_record:wrong version number",
                "middlebox-smtp-rewriting | telnet.txt | $ telnet mail.example.com 25\\n220 ****************\\nEHLO a\\n250-mail.example.com\\n250-XXXXXXXA\\n250 DSN",
                "cert-hostname-mismatch | check.txt | Cert Hostname DOES NOT VERIFY (mx.example.com != www.example.com)",
            })
    void namesTheCauseThatAPastedTextShows(String cause, String name, String text) {
        assertThat(causes(name, text)).contains(cause);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dovecot.conf | ssl = yes\\nssl_cert = </etc/ssl/certs/mail.pem",
                "dovecot.conf | ssl = yes\\nssl_server_cert_file = /etc/ssl/certs/mail.pem",
                "check.txt | certificate ok, no hostname mismatch (mx.example.com)",
                "telnet.txt | $ telnet mail.example.com 25\\n220 mail.example.com ESMTP\\nEHLO a\\n250-mail.example.com\\n250-STARTTLS\\n250 DSN",
            })
    void namesNothingWhereTheTextShowsNoFault(String name, String text) {
        assertThat(causes(name, text)).isEmpty();
    }

    private static List<String> causes(String name, String text) {
        Input input = Input.of(name, DAY, text.replace("\\n", "\n") + "\n");
        Facts facts = Facts.of(EvidenceReader.read(List.of(input), Optional.of(DAY)));
        return Diagnostician.diagnose(facts, Causes.ALL).findings().stream()
                .filter(finding -> finding.role() == Role.CAUSE)
                .map(finding -> finding.cause())
                .toList();
    }
}
