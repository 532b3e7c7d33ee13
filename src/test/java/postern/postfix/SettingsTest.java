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

class SettingsTest {
    private static final PostfixRelease V2_9 = PostfixRelease.of(2, 9, 6);
    private static final PostfixRelease V3_7 = PostfixRelease.of(3, 7, 11);

    private static Settings settings(String mainCf, PostfixRelease release) {
        return new Settings(MainCf.parse(mainCf), List.of(), release, "3.0.19");
    }

    private static String expanded(String value, PostfixRelease release) {
        return settings("set = a b\nempty =\nlevel = 3.6\n", release).expanded(value);
    }

    /// As `postconf -x` of Postfix 3.7.11 says.
    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            myhostname = mail.example.com;                  mail.example.com;  example.com
            myhostname = mail.$mydomain;                    mail.;             ''
            myhostname = $name.x\\nname = a.$mydomain;      a..x.x;            .x
            """)
    void derivesTheDomainFromTheHostAlsoWhereTheHostNamesIt(String mainCf, String host, String domain) {
        Settings settings = settings(mainCf.replace("\\n", "\n"), V3_7);

        assertThat(settings.get("myhostname").value()).isEqualTo(host);
        assertThat(settings.get("mydomain").value()).isEqualTo(domain);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            $set;                       a b
            ${set};                     a b
            $(set);                     a b
            x$set.y;                    xa b.y
            $$set;                      $set
            $unknown;                   ''
            ${set?yes $empty};          'yes '
            ${empty?yes};               ''
            ${empty:no};                no
            ${unknown:no};              no
            ${set?x:y};                 x:y
            ${data_directory}/scache;   /var/lib/postfix/scache
            """)
    void replacesNamesInEveryRelease(String value, String expected) {
        assertThat(expanded(value, V2_9)).isEqualTo(expected);
        assertThat(expanded(value, V3_7)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            ${set?{yes}:{no}};                          yes
            ${empty?{yes}:{no}};                        no
            ${ set ? {yes} : {no} };                    yes
            ${set?{yes}};                               yes
            ${empty:{no}};                              no
            ${{a} == {a} ? {t} : {f}};                  t
            ${{a}!={a}?{t}:{f}};                        f
            ${{10} < {9} ? {t} : {f}};                  f
            ${{3.10} < {3.9} ? {t} : {f}};              t
            ${{3.10} <level {3.9} ? {t} : {f}};         f
            ${{$level} >=level {3.6} ? {t} : {f}};      t
            ${{$set} == {a b} ? {${empty:{in}}} : {}};  in
            """)
    void choosesFrom30On(String value, String expected) {
        assertThat(expanded(value, V3_7)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            ${set;              truncated macro reference: "${set"
            x $ y;              empty macro name: "x $ y"
            ${};                empty macro name: "${}"
            ${a-b};             attribute name syntax error at: "...a>>>-b"
            $own;               unreasonable macro call nesting: "own"
            ${{a} ~ {b}};       a relational operator is expected at: "...{a}>>>~ {b}"
            ${{x} <level {1}};  malformed compatibility level syntax: "x"
            """)
    void saysWhatPostfixCannotReplace(String value, String fault) {
        assertThat(settings("own = " + value + "\n", V3_7).faults("own")).containsExactly(fault);
    }

    @Test
    void aValueThatDoublesItselfComesToAnEnd() {
        var text = new StringBuilder("v0 = xxxxxxxx\n");
        for (int level = 1; level < 60; level++) {
            text.append("v%d = $v%d$v%d\n".formatted(level, level - 1, level - 1));
        }
        assertThat(settings(text.toString(), V3_7).faults("v59")).hasSize(1);
    }

    @Test
    void tellsWhereAValueComesFrom() {
        MasterCf.Option option = new MasterCf.Option("smtpd_tls_security_level", "$level", 4);
        var settings = new Settings(
                MainCf.parse("level = encrypt\nsmtpd_tls_security_level = may\n"), List.of(option), V3_7, "3.0.19");
        assertThat(settings.get("smtpd_tls_security_level"))
                .isEqualTo(new Setting("smtpd_tls_security_level", "encrypt", "$level", "master.cf", 4));
        assertThat(settings.get("level")).isEqualTo(new Setting("level", "encrypt", "encrypt", "main.cf", 1));
        assertThat(settings.get("smtpd_tls_protocols"))
                .isEqualTo(new Setting("smtpd_tls_protocols", ">=TLSv1", ">=TLSv1", null, 0));
    }

    @Test
    void aSettingTheReleaseDoesNotHaveCountsAsUnset() {
        assertThat(settings("compatibility_level = 3.6\n", V2_9)
                        .get("compatibility_level")
                        .isDefault())
                .isTrue();
        assertThat(settings("smtpd_tls_chain_files = /etc/mail.pem\n", V2_9)
                        .get("smtpd_tls_chain_files")
                        .value())
                .isEmpty();
    }

    @Property(tries = 1000)
    void replacesAnyText(@ForAll("texts") String value) {
        Settings settings = settings("a = " + value + "\n", V3_7);
        assertThat(settings.get("a").value()).isNotNull();
        assertThat(Expansion.names(value, V3_7)).isNotNull();
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of("$", "{", "}", "(", ")", "a", "?", ":", " ", "==", "<level", "x", "$a", "${a", "}", "3")
                .list()
                .ofMaxSize(30)
                .map(parts -> String.join("", parts));
    }
}
