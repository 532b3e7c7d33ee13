package postern.sender;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SenderProfilesTest {
    @ParameterizedTest
    @CsvSource({
        "mail-wi0-x230.google.com, 2014-12-19, gmail-2014-12",
        "mail-lf1-f44.google.com, 2018-08-23, gmail-2015-09",
        "MAIL-LF1-F44.GOOGLE.COM, 2021-01-01, gmail-2020-04",
        "mail-lf1-f44.google.com, 2025-06-01, gmail-current",
        "outcampmail003.ash2.facebook.com, 2014-12-19, facebook-2014-12",
        "mout.web.de, 2014-12-19, webde-gmx-2014-12"
    })
    void knowsAHostsSenderAsItWasOnADay(String host, LocalDate day, String id) {
        assertThat(SenderProfiles.ofHost(host, day))
                .hasValueSatisfying(profile -> assertThat(profile.id()).isEqualTo(id));
    }

    @Test
    void doesNotTakeALookAlikeForAProvider() {
        assertThat(SenderProfiles.ofHost("mail-wi0-x230.google.com.example.net", LocalDate.of(2014, 12, 19)))
                .isEmpty();
    }

    @Test
    void countsAmongTheSoftwareOfADayOnlyWhatWasOutByThen() {
        assertThat(SenderProfiles.softwareOn(LocalDate.of(2014, 12, 19)))
                .extracting(SenderProfile::id)
                .contains("postfix-debian6", "postfix-debian7", "exchange-2010-ws2008r2-2014", "java-6u45")
                .doesNotContain("postfix-debian8", "exchange-2010-ws2008r2", "generic-openssl-3.0", "gmail-2014-12");
    }

    @Test
    void everyProfileNamesItsSources() {
        assertThat(SenderProfiles.all())
                .filteredOn(profile -> profile.provenance() != Provenance.UNKNOWN)
                .allSatisfy(profile -> assertThat(profile.sources()).isNotEmpty());
    }
}
