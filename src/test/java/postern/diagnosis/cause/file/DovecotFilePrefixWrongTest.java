package postern.diagnosis.cause.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import postern.diagnosis.cause.Clue;

final class DovecotFilePrefixWrongTest {
    private static final String HEAD = "# 2.3.19.1 (9b53102964): /etc/dovecot/dovecot.conf\nssl = required\n";

    @Test
    void aFileNameWithoutTheSignIsWrong() {
        assertThat(given(HEAD + "ssl_cert = /etc/ssl/mail.pem\nssl_key = </etc/ssl/mail.key\n")
                        .examinedBy(new DovecotFilePrefixWrong()))
                .singleElement()
                .satisfies(finding ->
                        assertThat(finding.evidence().getFirst().text()).contains("ssl_cert = /etc/ssl/mail.pem"));
    }

    /// `doveconf -n` shows no keys.
    @Test
    void aHiddenValueSaysNothing() {
        assertThat(given(HEAD + "ssl_cert = </etc/ssl/mail.pem\nssl_dh = # hidden, use -P to show it\n"
                                + "ssl_key = # hidden, use -P to show it\n")
                        .examinedBy(new DovecotFilePrefixWrong()))
                .isEmpty();
    }

    private static Clue given(String conf) {
        return Clue.on(LocalDate.of(2024, 5, 2)).with("dovecot.conf", conf);
    }
}
