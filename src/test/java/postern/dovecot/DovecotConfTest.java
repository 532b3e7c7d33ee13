package postern.dovecot;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What Dovecot's settings are called and how they are written, branch by branch.
final class DovecotConfTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 1, 1);
    private static final DovecotConf NOTHING = DovecotConf.parse(List.of());

    @Test
    void theLastValueOfASettingWins() {
        DovecotConf conf = DovecotConf.parse(List.of("ssl = yes", "#ssl_key = </a", "ssl_key = </b", "ssl_key = </c "));
        assertThat(conf.setting("ssl_key")).contains(new DovecotConf.Written("ssl_key", "</c", 4));
        assertThat(conf.setting("ssl_cert")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ssl_cert             | </etc/mail.pem        | 2.4 | ssl_server_cert_file | /etc/mail.pem",
                "ssl_server_key_file  | /etc/mail.key         | 2.3 | ssl_key              | </etc/mail.key",
                "ssl_dh               | </etc/dh.pem          | 2.4 | ssl_server_dh_file   | /etc/dh.pem",
                "ssl_min_protocol     | TLSv1.2               | 2.2 | ssl_protocols        | !SSLv3 !TLSv1 !TLSv1.1",
                "ssl_min_protocol     | LATEST                | 2.2 | ssl_protocols        | !SSLv3 !TLSv1 !TLSv1.1 !TLSv1.2",
                "ssl_protocols        | !SSLv2 !SSLv3         | 2.3 | ssl_min_protocol     | TLSv1",
                "ssl_protocols        | !SSLv2 !SSLv3         | 2.2 | ssl_protocols        | !SSLv3",
                "ssl_protocols        | TLSv1.1 TLSv1.2       | 2.3 | ssl_min_protocol     | TLSv1.1",
                "ssl_verify_client_cert | yes                 | 2.4 | ssl_server_request_client_cert | yes",
            })
    void aSettingOfOneBranchIsWrittenForAnother(String name, String value, String to, String newName, String newValue) {
        assertThat(TlsSetting.translated(new DovecotConf.Written(name, value, 1), branch(to)))
                .contains(new DovecotConf.Written(newName, newValue, 1));
    }

    @ParameterizedTest
    @CsvSource({"ssl_dh,2.2", "ssl_dh_parameters_length,2.3", "ssl_curve_list,2.2"})
    void whatABranchDoesNotHaveIsNotTranslated(String name, String to) {
        assertThat(TlsSetting.translated(new DovecotConf.Written(name, "x", 1), branch(to)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dovecot_config_version = 2.4.1                                              | 2.4",
                "# 2.2.36 (1f10bfa63): /etc/dovecot/dovecot.conf                             | 2.2",
                "# 2.3.4.1 (f79e8e7e4): /etc/dovecot/dovecot.conf                            | 2.3",
                "ssl_server_cert_file = /etc/mail.pem                                        | 2.4",
                "ssl_protocols = !SSLv3                                                      | 2.2",
                "ssl_cert = </etc/mail.pem                                                   | 2.3",
            })
    void theBranchShowsInTheFile(String line, String branch) {
        assertThat(DovecotBranch.guess(DovecotConf.parse(List.of(line)), List.of(), TODAY))
                .isEqualTo(branch(branch));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "master: Dovecot v2.2.27 (c0f36b0) starting up for imap                      | 2.2",
                "Error in configuration file /etc/dovecot.conf line 3: Unknown setting: ssl_min_protocol | 2.2",
                "doveconf: Fatal: ssl_cert: Unknown setting: ssl_cert                        | 2.4",
                "Fatal: Invalid ssl_protocols setting: Unknown protocol 'SSLv2'              | 2.2",
                "Warning: Obsolete setting in x:8: ssl_protocols has been replaced by ssl_min_protocol | 2.3",
                "Couldn't parse DH parameters: error:0906D06C:PEM routines:PEM_read_bio:no start line: Expecting: DH PARAMETERS | 2.3",
                "imap-login: Login: user=<a>                                                 | 2.3",
            })
    void theBranchShowsInWhatItsDaemonsSay(String line, String branch) {
        LocalDate day = branch.equals("2.3") && !line.contains("Login") ? LocalDate.of(2018, 6, 7) : TODAY;
        assertThat(DovecotBranch.guess(NOTHING, List.of(line), day)).isEqualTo(branch(branch));
    }

    private static DovecotBranch branch(String series) {
        return List.of(DovecotBranch.values()).stream()
                .filter(branch -> branch.toString().equals(series))
                .findFirst()
                .orElseThrow();
    }

    /// Nothing tells it but the day.
    @ParameterizedTest
    @CsvSource({"2018-10-11, 2.2", "2019-07-06, 2.3", "2026-01-01, 2.3"})
    void withoutAnyHintItIsTheCommonestOfItsDay(LocalDate day, String branch) {
        assertThat(DovecotBranch.guess(NOTHING, List.of(), day)).isEqualTo(branch(branch));
    }
}
