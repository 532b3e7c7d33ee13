package postern.maillog.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FramingTest {
    private static final String TEXT = "connect from mx.example.net[192.0.2.1]";
    private final Framing framing = new Framing();

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '~', textBlock = """
            Dec  9 09:41:20 mail postfix/smtpd[20311]: %s                                               ¦ smtpd            ¦ 2000-12-09T09:41:20
            Dec 19 09:41:20 mail postfix/smtpd[20311]: %s                                               ¦ smtpd            ¦ 2000-12-19T09:41:20
            Dec 19 2014 09:41:20 mail postfix/smtpd[20311]: %s                                          ¦ smtpd            ¦ 2014-12-19T09:41:20
            Dec 19 09:41:20.123456 mail postfix/smtpd[20311]: %s                                        ¦ smtpd            ¦ 2000-12-19T09:41:20
            Dec 19 09:41:20 2014 mail postfix/smtpd[20311]: %s                                          ¦ smtpd            ¦ 2014-12-19T09:41:20
            2014-12-19T09:41:20.123456+01:00 mail postfix/smtpd[20311]: %s                              ¦ smtpd            ¦ 2014-12-19T09:41:20
            2014-12-19T09:41:20Z mail postfix/smtpd[20311]: %s                                          ¦ smtpd            ¦ 2014-12-19T09:41:20
            2014-12-19T09:41:20+0100 mail postfix/smtpd[20311]: %s                                      ¦ smtpd            ¦ 2014-12-19T09:41:20
            2014-12-19 09:41:20 mail postfix/smtpd[20311]: %s                                           ¦ smtpd            ¦ 2014-12-19T09:41:20
            2014-12-19 09:41:20,123 mail postfix/smtpd[20311]: %s                                       ¦ smtpd            ¦ 2014-12-19T09:41:20
            2014/12/19 09:41:20 mail postfix/smtpd[20311]: %s                                           ¦ smtpd            ¦ 2014-12-19T09:41:20
            2021-01-26T09:12:33.171226+00:00 INFO    postfix/smtpd[151]: %s                             ¦ smtpd            ¦ 2021-01-26T09:12:33
            <22>Dec 19 09:41:20 mail postfix/smtpd[20311]: %s                                           ¦ smtpd            ¦ 2000-12-19T09:41:20
            <22>1 2014-12-19T09:41:20.003Z mail postfix/smtpd 20311 - - %s                              ¦ smtpd            ¦ 2014-12-19T09:41:20
            <22>1 2014-12-19T09:41:20.003Z mail postfix/smtpd 20311 ID [a b="c"] %s                     ¦ smtpd            ¦ 2014-12-19T09:41:20
            mailserver_1  | Dec 19 09:41:20 mail postfix/smtpd[20311]: %s                               ¦ smtpd            ¦ 2000-12-19T09:41:20
            mail-1 | 2014-12-19T09:41:20.003Z postfix/smtpd[20311]: %s                                  ¦ smtpd            ¦ 2014-12-19T09:41:20
            2014-12-19T09:41:22+02:00 host postfix[868]: Dec 19 09:41:20 a1b2 postfix/smtpd[612]: %s    ¦ smtpd            ¦ 2000-12-19T09:41:20
            Dec 19 09:41:20 mail postfix/smtpd[20311]: [ID 197553 mail.info] %s                         ¦ smtpd            ¦ 2000-12-19T09:41:20
            Dec 19 09:41:20 mail postfix/submission/smtpd[20311]: %s                                    ¦ submission/smtpd ¦ 2000-12-19T09:41:20
            Dec 19 09:41:20 mail postfix-in/smtpd[20311]: %s                                            ¦ smtpd            ¦ 2000-12-19T09:41:20
            Dec 19 09:41:20 mail postfix-out/smtps/smtpd[20311]: %s                                     ¦ smtps/smtpd      ¦ 2000-12-19T09:41:20
            Mär  9 09:41:20 mail postfix/smtpd[20311]: %s                                               ¦ smtpd            ¦ 2000-03-09T09:41:20
            Dez 19 09:41:20 mail postfix/smtpd[20311]: %s                                               ¦ smtpd            ¦ 2000-12-19T09:41:20
            févr. 09 09:41:20 mail postfix/smtpd[20311]: %s                                             ¦ smtpd            ¦ 2000-02-09T09:41:20
            ago 19 09:41:20 mail postfix/smtpd[20311]: %s                                               ¦ smtpd            ¦ 2000-08-19T09:41:20
            mail postfix/smtpd[20311]: %s                                                               ¦ smtpd            ¦
            postfix/smtpd[20311]: %s                                                                    ¦ smtpd            ¦
            """)
    void findsProgramAndTimeInEveryShapeOfLine(String line, String service, String time) {
        Frame frame = frame(line.formatted(TEXT));

        assertThat(frame.program().service()).isEqualTo(service);
        assertThat(frame.message()).isEqualTo(TEXT);
        assertThat(frame.severity()).isEqualTo(Severity.INFO);
        assertThat(frame.time() == null ? null : frame.time().at().toString()).isEqualTo(time);
    }

    @Test
    void unwrapsRepeatedMessages() {
        Frame frame = frame("Dec 19 09:41:20 mail postfix/smtpd[7]: message repeated 9 times: [ warning: no entropy]");

        assertThat(frame.times()).isEqualTo(9);
        assertThat(frame.severity()).isEqualTo(Severity.WARNING);
        assertThat(frame.message()).isEqualTo("no entropy");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ":",
                "hello",
                "Dec 19",
                "Dec 19 09:41:20",
                "Feb 31 09:41:20 mail x: y",
                "9999-99-99 99:99:99 a b: c",
                "<",
                "| |",
                "[",
                "2014"
            })
    void findsNoProgramWhereNoneIs(String line) {
        assertThat(framing.frame(1, line)).isNull();
    }

    /// Also where the line before had the same date, which is then remembered.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Aug 19 09:41:20 mail postfix/smtpd[7]: x",
                "Aug 19 09:41:20.123456 mail postfix/smtpd[7]: x",
                "Aug 19 2014 09:41:20 mail postfix/smtpd[7]: x",
                "2014-08-19T09:41:20.123456+01:00 mail postfix/smtpd[7]: x",
                "2014-08-19 09:41:20 mail postfix/smtpd[7]: x"
            })
    void readsLinesThatAreCutAnywhere(String line) {
        for (String month : List.of("Aug", "ago", "août", "agosto")) {
            String named = line.replace("Aug", month);
            for (int length = 0; length <= named.length(); length++) {
                framing.frame(1, line);
                framing.frame(2, named.substring(0, length));
            }
            assertThat(Objects.requireNonNull(framing.frame(3, named)).message())
                    .isEqualTo("x");
        }
    }

    @Test
    void tellsProcessesOfTheSameNumberOnTwoHostsApart() {
        assertThat(frame("Dec 19 09:41:20 mx1 postfix/smtpd[7]: x").origin())
                .isNotSameAs(frame("Dec 19 09:41:20 mx2 postfix/smtpd[7]: x").origin());
    }

    private Frame frame(String line) {
        return Objects.requireNonNull(framing.frame(1, line));
    }
}
