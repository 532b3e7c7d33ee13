package postern.postfix;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import postern.postfix.MainCf.Entry;

class PastedTextTest {

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            '> smtpd_use_tls = yes|> smtpd_tls_loglevel = 1';                         MAIL_QUOTING
            '>> smtpd_use_tls = yes|>> smtpd_tls_loglevel = 1';                       MAIL_QUOTING
            '     1\tsmtpd_use_tls = yes|     2\tsmtpd_tls_loglevel = 1';             LINE_NUMBERS
            '12:smtpd_use_tls = yes|17:smtpd_tls_loglevel = 1';                       LINE_NUMBERS
            '9 smtpd_use_tls = yes|10 smtpd_tls_loglevel = 1';                        LINE_NUMBERS
            '/etc/postfix/main.cf:smtpd_use_tls = yes|main.cf:smtpd_tls_loglevel = 1'; FILE_NAMES
            '    smtpd_use_tls = yes|    smtpd_tls_loglevel = 1';                     INDENTED_TEXT
            'root@mail:~# postconf -n|smtpd_use_tls = yes|smtpd_tls_loglevel = 1';    COMMAND_PROMPT
            '$ postconf -n|smtpd_use_tls = yes|smtpd_tls_loglevel = 1';               COMMAND_PROMPT
            'smtpd_use_tls = yes|smtpd_tls_loglevel = 1|[root@mail postfix]# ';       COMMAND_PROMPT
            '```|smtpd_use_tls = yes|smtpd_tls_loglevel = 1|```';                     MARKUP_FENCE
            '[code]|smtpd_use_tls = yes|smtpd_tls_loglevel = 1|[/code]';              MARKUP_FENCE
            'smtpd_use_tls = yes|smtpd_tls_loglevel = 1|postconf: warning: main.cf: unused parameter: a=b'; PROGRAM_MESSAGE
            'smtpd_use_tls\u00A0= yes|smtpd_tls_loglevel = 1';                        NO_BREAK_SPACES
            """)
    void looksPastWhatCopyingAdds(String text, Remark.Kind kind) {
        MainCf file = MainCf.parse(text.replace('|', '\n') + "\n");
        assertThat(file.entries()).extracting(Entry::name).containsExactly("smtpd_use_tls", "smtpd_tls_loglevel");
        assertThat(file.entries()).extracting(Entry::value).containsExactly("yes", "1");
        assertThat(file.malformed()).isEmpty();
        assertThat(file.remarks()).extracting(Remark::kind).containsExactly(kind);
        assertThat(file.text()).isEqualTo(text.replace('|', '\n') + "\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            'smtpd_tls_protocols = &gt;=TLSv1.2';         >=TLSv1.2;     HTML_ENTITIES
            smtpd_banner = \u201Chello\u201D;             '"hello"';     SMART_QUOTES
            tls_high_cipherlist = HIGH:\u2013aNULL;       HIGH:-aNULL;   SMART_DASHES
            """)
    void undoesTypography(String line, String value, Remark.Kind kind) {
        MainCf file = MainCf.parse(line + "\n");
        assertThat(file.entries()).extracting(Entry::value).containsExactly(value);
        assertThat(file.remarks()).containsExactly(new Remark(kind, 1));
    }

    @Test
    void anEditKeepsTheQuotingOfItsLine() {
        MainCf file = MainCf.parse("> a = 1\n> b = 2\n");
        assertThat(file.with("b", "3").text()).isEqualTo("> a = 1\n> b = 3\n");
    }

    @Test
    void leavesAnOrdinaryFileAlone() {
        MainCf file = MainCf.parse("# 1 comment\nsmtpd_banner = $myhostname ESMTP\n    # indented comment\n  more\n");
        assertThat(file.remarks()).isEmpty();
        assertThat(file.entries()).isEqualTo(List.of(new Entry("smtpd_banner", "$myhostname ESMTP  more", 2, 4)));
    }

    @ParameterizedTest
    @CsvSource({">", "' '", "a", "a@b", "=", "'a = b\n'", "'1:\n'", "{", "'> 1\t'"})
    void readsLongTextsInTime(String part) {
        String text = part.repeat(100_000);
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            assertThat(MainCf.parse(text).text()).hasSameSizeAs(text);
            assertThat(MasterCf.parse(text).text()).hasSameSizeAs(text);
        });
    }
}
