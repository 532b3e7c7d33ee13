package postern.postfix;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import postern.postfix.MasterCf.Fault;
import postern.postfix.MasterCf.Malformed;
import postern.postfix.MasterCf.Option;

class MasterCfTest {

    @Test
    void readsTheEightFieldsAndTheOptions() {
        MasterCf file = MasterCf.parse("""
                # service type  private unpriv  chroot  wakeup  maxproc command + args
                smtp      inet  n       -       y       -       -       smtpd
                #submission inet n       -       y       -       -       smtpd
                #  -o syslog_name=postfix/submission
                  -o smtpd_tls_security_level=none
                tlsmgr    unix  -       -       y       1000?   1       tlsmgr
                """);
        assertThat(file.services()).hasSize(2);
        assertThat(file.services().getFirst())
                .isEqualTo(new MasterCf.Service(
                        "smtp",
                        "inet",
                        "n",
                        "-",
                        "y",
                        "-",
                        "-",
                        "smtpd",
                        List.of("-o", "smtpd_tls_security_level=none"),
                        List.of(new Option("smtpd_tls_security_level", "none", 5)),
                        2,
                        5));
        assertThat(file.runs("tlsmgr")).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            -o a=b;                         a; b
            -oa=b;                          a; b
            -v -o a=b;                      a; b
            -vo a=b;                        a; b
            -o {a=b};                       a; b
            -o { a = b c , d };             a; b c , d
            -o a=${b?{c d}:{e}};            a; ${b?{c d}:{e}}
            -o {a=${b?{c d}:{e}}};          a; ${b?{c d}:{e}}
            -o a=b=c;                       a; b=c
            -o a=;                          a; ''
            """)
    void readsEveryQuotingOfAnOption(String arguments, String name, String value) {
        MasterCf file = MasterCf.parse("smtp inet n - y - - smtpd\n  " + arguments + "\n");
        assertThat(file.services().getFirst().options()).containsExactly(new Option(name, value, 2));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            smtp inet n - y - - ;                    MISSING_FIELD
            -o smtpd_tls_wrappermode=yes;            MISSING_FIELD
            smtp inet n - y - - smtpd -o a;          INVALID_OPTION
            smtp inet n - y - - smtpd -o a = b;      INVALID_OPTION
            smtp inet n - y - - smtpd -o {a b = c};  INVALID_OPTION
            smtp inet n - y - - smtpd -o {a=b;       UNBALANCED_BRACES
            smtp inet n - y - - smtpd -o {a=b}c;     UNBALANCED_BRACES
            smtp/inet/smtpd_use_tls = yes;           UNKNOWN_SERVICE
            """)
    void tellsWhatMasterRefuses(String line, Fault fault) {
        assertThat(MasterCf.parse(line + "\n").malformed()).containsExactly(new Malformed(fault, line, 1));
    }

    @Test
    void readsWhatPostconfPrints() {
        MasterCf file = MasterCf.parse("""
                submission inet  n       -       y       -       -       smtpd
                    -o syslog_name=postfix/submission
                    -o { smtpd_client_restrictions = permit_sasl_authenticated, reject }
                submission/inet/smtpd_tls_security_level = encrypt
                """);
        assertThat(file.service("submission", "inet").orElseThrow().options())
                .containsExactly(
                        new Option("syslog_name", "postfix/submission", 2),
                        new Option("smtpd_client_restrictions", "permit_sasl_authenticated, reject", 3),
                        new Option("smtpd_tls_security_level", "encrypt", 4));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            y, 2.9.6,  '',  true
            n, 2.9.6,  '',  false
            -, 2.9.6,  2,   true
            -, 3.7.11, '',  true
            -, 3.7.11, 2,   false
            -, 3.7.11, 3.6, false
            """)
    void runsInAJail(String chroot, String release, String level, boolean jailed) {
        Settings settings = new Settings(
                MainCf.parse("compatibility_level = " + level),
                List.of(),
                PostfixRelease.parse(release).orElseThrow(),
                "1.0.1e");
        MasterCf file = MasterCf.parse("smtp inet n - " + chroot + " - - smtpd");
        assertThat(file.services().getFirst().chrooted(settings)).isEqualTo(jailed);
    }

    @Test
    void theLastOfTwoServicesCounts() {
        MasterCf file = MasterCf.parse("smtp inet n - y - - smtpd\nsmtp inet n - n - 1 postscreen\n");
        assertThat(file.service("smtp", "inet").map(MasterCf.Service::command)).contains("postscreen");
    }

    private static final String SUBMISSION = """
            smtp       inet n - y - - smtpd
            # clients
            submission inet n - y - - smtpd
            \t-o syslog_name=postfix/submission
            \t-o { smtpd_tls_mandatory_protocols = !SSLv2, !SSLv3 } -o smtpd_tls_auth_only=yes
            #\t-o smtpd_tls_security_level=encrypt
            tlsmgr     unix - - y 1000? 1 tlsmgr
            """;

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            syslog_name;                   x;               -o syslog_name=x
            smtpd_tls_mandatory_protocols; >=TLSv1.2;       -o smtpd_tls_mandatory_protocols=>=TLSv1.2 -o smtpd_tls_auth_only=yes
            smtpd_tls_auth_only;           no;              -o smtpd_tls_auth_only=no
            smtpd_tls_auth_only;           a b;             -o { smtpd_tls_auth_only = a b }
            """)
    void anEditChangesOneOption(String name, String value, String expected) {
        MasterCf edited = MasterCf.parse(SUBMISSION).with("submission", "inet", name, value);
        assertThat(edited.text()).contains(expected);
        assertThat(edited.text().lines()).hasSameSizeAs(SUBMISSION.lines().toList());
        assertThat(edited.service("submission", "inet").orElseThrow().options())
                .filteredOn(option -> option.name().equals(name))
                .extracting(Option::value)
                .containsExactly(value);
        assertThat(edited.service("submission", "inet").orElseThrow().options()).hasSize(3);
    }

    @Test
    void aNewOptionIsTheLastOfItsService() {
        assertThat(MasterCf.parse(SUBMISSION)
                        .with("submission", "inet", "smtpd_tls_security_level", "may")
                        .text())
                .isEqualTo(SUBMISSION.replace("auth_only=yes\n", "auth_only=yes\n\t-o smtpd_tls_security_level=may\n"));
        assertThat(MasterCf.parse("smtp inet n - y - - smtpd")
                        .with("smtp", "inet", "a", "b")
                        .text())
                .isEqualTo("smtp inet n - y - - smtpd\n  -o a=b");
    }

    @Test
    void removesAnOptionAndTheLineItHadForItself() {
        MasterCf file = MasterCf.parse(SUBMISSION);
        assertThat(file.without("submission", "inet", "syslog_name").text())
                .isEqualTo(SUBMISSION.replace("\t-o syslog_name=postfix/submission\n", ""));
        assertThat(file.without("submission", "inet", "smtpd_tls_auth_only").text())
                .isEqualTo(SUBMISSION.replace(" -o smtpd_tls_auth_only=yes", ""));
        assertThat(file.without("submission", "inet", "smtpd_tls_security_level"))
                .isEqualTo(file);
        assertThat(file.without("nosuch", "inet", "syslog_name")).isEqualTo(file);
    }

    @Test
    void theReverseOfAnAdditionRestoresTheFile() {
        MasterCf file = MasterCf.parse(SUBMISSION);
        assertThat(file.with("smtp", "inet", "a", "b")
                        .without("smtp", "inet", "a")
                        .text())
                .isEqualTo(SUBMISSION);
    }

    @Property(tries = 500)
    void givesBackAnyBytes(@ForAll byte[] bytes) {
        assertThat(MasterCf.read(bytes).bytes()).isEqualTo(bytes);
    }

    @Property(tries = 1000)
    void readsAnyText(@ForAll("texts") String text) {
        assertThat(MasterCf.parse(text).text()).isEqualTo(text);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of(
                        "smtp inet n - y - - smtpd",
                        " -o",
                        " a=b",
                        "{",
                        "}",
                        " ",
                        "\n",
                        "\r\n",
                        "=",
                        "#",
                        "\0",
                        "smtp/inet/a = b",
                        "-",
                        "\t")
                .list()
                .ofMaxSize(30)
                .map(parts -> String.join("", parts));
    }
}
