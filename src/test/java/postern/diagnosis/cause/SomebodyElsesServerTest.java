package postern.diagnosis.cause;

import static org.assertj.core.api.Assertions.assertThat;
import static postern.diagnosis.cause.FirstFix.cause;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import postern.diagnosis.Change;
import postern.diagnosis.Finding;
import postern.diagnosis.Target;
import postern.diagnosis.Wording;
import postern.evidence.Problem;

/// What only a mail program shows may be the fault of a server that is not the user's.
final class SomebodyElsesServerTest {
    private static final String SEEN = "msmtp: TLS certificate verification failed: certificate 2 of 3 has expired\n";

    @Test
    void itsOwnerIsToChangeWhatOnlyTheOutsideShows() {
        Finding finding = cause(Problem.CLIENTS, Map.of("client.txt", SEEN));
        assertThat(finding.cause()).isEqualTo("chain-expired-intermediate");
        assertThat(finding.fix()).endsWith(Change.at(Target.PEER));
        assertThat(Wording.in(Locale.ENGLISH).fix(finding))
                .endsWith(" If the server is not yours, pass this on to whoever runs it.");
        assertThat(Wording.in(Locale.SIMPLIFIED_CHINESE).fix(finding)).endsWith("请把这里的内容转给管理它的人。");
    }

    @ParameterizedTest
    @CsvSource({
        "main.cf, smtpd_tls_security_level = may",
        "dovecot.conf, ssl_cert = </etc/ssl/mail.pem",
        "mail.log, Feb  7 10:11:12 mx postfix/smtpd[411]: connect from unknown[192.0.2.9]"
    })
    void whoeverShowsTheInsideRunsIt(String name, String text) {
        Map<String, String> files = new HashMap<>(Map.of("client.txt", SEEN));
        files.put(name, text + "\n");
        Finding finding = cause(Problem.CLIENTS, files);
        assertThat(finding.cause()).isEqualTo("chain-expired-intermediate");
        assertThat(finding.fix()).doesNotContain(Change.at(Target.PEER));
        assertThat(Wording.in(Locale.ENGLISH).fix(finding)).doesNotContain("not yours");
    }
}
