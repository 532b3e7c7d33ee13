package postern.postfix;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import postern.openssl.OpenSslBuild;
import postern.postfix.PlatformGuess.Basis;

class PlatformGuessTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 25);

    private static PlatformGuess guess(String mainCf, LocalDate day, String... hints) {
        return PlatformGuess.of(MainCf.parse(mainCf), Arrays.asList(hints), day, null, null);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            mail_version = 2.9.6;                                              2.9.6;  1.0.1e-deb7
            220 mail.example.com ESMTP Postfix (2.11.3);                       2.11.3; 1.0.1t-deb8
            postfix/master[1]: daemon started -- version 3.7.11, configuration /etc/postfix; 3.7.11; 3.0.19-deb12
            ii  postfix 3.5.25-0+deb11u1 amd64;                                3.5.25; 1.1.1w
            readme_directory = /usr/share/doc/postfix-2.6.6/README_FILES;      2.6.6;  1.0.1e-deb7
            mail_version = 3.3.0 OpenSSL 1.1.0g;                               3.3.0;  1.1.0l
            """)
    void readsTheReleaseWhereItIsWritten(String hint, String postfix, String openssl) {
        PlatformGuess guess = guess("", DAY, hint);
        assertThat(guess.platform().postfix().toString()).isEqualTo(postfix);
        assertThat(guess.platform().openssl().name()).isEqualTo(openssl);
        assertThat(guess.postfixBasis()).isEqualTo(Basis.WRITTEN);
        assertThat(guess.evidence()).isEqualTo(hint);
    }

    @Test
    void findsTheReleaseInADirectoryNamedInMainCf() {
        PlatformGuess guess = guess("readme_directory = /usr/share/doc/postfix-2.10.1/README_FILES\n", DAY);
        assertThat(guess.platform().postfix()).isEqualTo(PostfixRelease.of(2, 10, 1));
        assertThat(guess.distribution().toString()).isEqualTo("Red Hat Enterprise Linux 7");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            Debian GNU/Linux 7 (wheezy);    2.9.6;  Debian 7 (wheezy)
            CentOS release 6.10 (Final);    2.6.6;  Red Hat Enterprise Linux 6
            CentOS Linux 7;                 2.10.1; Red Hat Enterprise Linux 7
            RHEL 8.2;                       3.3.1;  Red Hat Enterprise Linux 8.0
            Rocky Linux 8.9;                3.5.8;  Red Hat Enterprise Linux 8.4
            Ubuntu 22.04.3 LTS;             3.6.4;  Ubuntu 22.04 (jammy)
            VERSION_CODENAME="bookworm";    3.7.11; Debian 12 (bookworm)
            """)
    void takesTheReleaseOfANamedDistribution(String hint, String postfix, String distribution) {
        PlatformGuess guess = guess("", DAY, hint);
        assertThat(guess.platform().postfix().toString()).isEqualTo(postfix);
        assertThat(guess.distribution().toString()).isEqualTo(distribution);
        assertThat(guess.postfixBasis()).isEqualTo(Basis.DISTRIBUTION);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            2014-10-20, 2.9.6
            2016-01-01, 2.11.3
            2018-06-27, 3.1.15
            2020-02-02, 3.4.23
            2024-02-02, 3.7.11
            2026-11-25, 3.10.13
            """)
    void elseAssumesWhatWasUsualAtTheTime(LocalDate day, String postfix) {
        PlatformGuess guess = guess("smtpd_use_tls = yes\n", day);
        assertThat(guess.platform().postfix().toString()).isEqualTo(postfix);
        assertThat(guess.postfixBasis()).isEqualTo(Basis.ASSUMED);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            smtpd_tls_protocols = >=TLSv1.2,       3.6.7
            smtpd_tls_chain_files = /etc/mail.pem, 3.4.23
            compatibility_level = 3.10,            3.10.8
            smtp_requiretls_policy = enforce,      3.11.7
            """)
    void neverAssumesAReleaseThatDoesNotUnderstandWhatIsUsed(String setting, String postfix) {
        PlatformGuess guess = guess(setting, LocalDate.of(2016, 1, 1));
        assertThat(guess.platform().postfix().toString()).isEqualTo(postfix);
        assertThat(guess.postfixBasis()).isEqualTo(Basis.USED);
        assertThat(guess.evidence()).isEqualTo(setting);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            TLS library problem: 27187:error:140760FC:SSL routines:SSL23_GET_CLIENT_HELLO:unknown protocol:s23_srvr.c:647:; 2.9.6
            TLS library problem: error:140760FC:SSL routines:SSL23_GET_CLIENT_HELLO:unknown protocol:s23_srvr.c:640:;      3.1.0
            TLS library problem: error:14209102:SSL routines:tls_early_post_process_client_hello:unsupported protocol:x:1:; 3.5.25
            TLS library problem: error:0A000102:SSL routines::unsupported protocol:../ssl/statem/statem_srvr.c:1657:;      3.10.13
            """)
    void theLogTellsTheEra(String line, String postfix) {
        PlatformGuess guess = guess("smtpd_use_tls = yes\ncompatibility_level = 2\n", DAY, line);
        assertThat(guess.platform().postfix().toString()).isEqualTo(postfix);
    }

    @Test
    void whatTheUserStatesComesFirst() {
        PlatformGuess guess = PlatformGuess.of(
                MainCf.parse(""),
                List.of("mail_version = 3.7.11"),
                DAY,
                PostfixRelease.of(2, 9, 6),
                OpenSslBuild.named("1.0.2u").orElseThrow());
        assertThat(guess.platform().postfix()).isEqualTo(PostfixRelease.of(2, 9, 6));
        assertThat(guess.platform().openssl().name()).isEqualTo("1.0.2u");
        assertThat(guess.postfixBasis()).isEqualTo(Basis.STATED);
        assertThat(guess.opensslBasis()).isEqualTo(Basis.STATED);
    }

    @ParameterizedTest
    @CsvSource({"2.9, 2.9.6", "3.7, 3.7.11", "2.9.2, 2.9.2", "3.99, 3.99.0", "3.6-20210101, 3.6-20210101"})
    void aBranchStandsForItsUsualPatchLevel(String text, String release) {
        assertThat(Distributions.release(text).map(PostfixRelease::toString)).contains(release);
    }

    @Property(tries = 300)
    void answersAnyHint(@ForAll String hint) {
        assertThat(guess("", DAY, hint)).isNotNull();
    }
}
