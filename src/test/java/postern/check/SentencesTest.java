package postern.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import postern.evidence.Input;
import postern.probe.Cancellation;

final class SentencesTest {
    private static final LocalDate DAY = LocalDate.of(2026, 3, 1);

    private static Preview.Line preview(String name, String text, Locale language) {
        return Preview.of(Input.of(name, DAY, text), _ -> {}, new Cancellation(), language);
    }

    @Test
    void saysWhatAnInputIsInTheLanguageAskedFor() {
        String text = "smtpd_tls_security_level = may\n";
        assertThat(preview("main.cf", text, Locale.ENGLISH))
                .isEqualTo(new Preview.Line("main.cf", "Postfix settings (main.cf)", "One setting.", true));
        assertThat(preview("main.cf", text, Locale.SIMPLIFIED_CHINESE))
                .isEqualTo(new Preview.Line("main.cf", "Postfix 设置 (main.cf)", "1 项设置。", true));
    }

    @Test
    void namesTheDayOfALogOnce() {
        String log = """
                Mar  1 10:00:00 mail postfix/smtpd[9]: connect from mx.example.net[192.0.2.8]
                Mar  1 10:00:01 mail postfix/smtpd[9]: SSL_accept error from mx.example.net[192.0.2.8]: -1
                Mar  1 10:00:02 mail postfix/smtpd[9]: disconnect from mx.example.net[192.0.2.8]
                """;
        assertThat(preview("mail.log", log, Locale.ENGLISH).remark()).isEqualTo("One session on 2026-03-01.");
    }
}
