package postern.remedy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SettingNameTest {
    @Test
    void aNameWithoutASlashIsOneOfMainCf() {
        assertThat(SettingName.parse(" smtpd_tls_protocols "))
                .contains(new SettingName(new Edit.Place.Main(), "smtpd_tls_protocols"));
    }

    @Test
    void aServiceItsTypeAndAParameterAreAnOptionOfMasterCf() {
        assertThat(SettingName.parse("[::1]:587/inet/smtpd_tls_security_level"))
                .contains(new SettingName(new Edit.Place.Service("[::1]:587", "inet"), "smtpd_tls_security_level"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"smtpd_tls_protocols", "submission/inet/smtpd_tls_protocols", "smtp/unix/smtp_tls_ciphers"})
    void aNameIsWrittenAsItWasRead(String name) {
        assertThat(SettingName.parse(name)).map(SettingName::toString).contains(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "submission/smtpd_tls_protocols",
                "submission/inet/",
                "/inet/smtpd_tls_protocols",
                "submission/tcp/smtpd_tls_protocols",
                "sub mission/inet/smtpd_tls_protocols",
                "submission/inet/smtpd_tls_protocols/x"
            })
    void anythingElseIsNoName(String text) {
        assertThat(SettingName.parse(text)).isEmpty();
    }
}
