package postern.openssl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import postern.openssl.CipherSelection.Rejected;
import postern.openssl.CipherSelection.Selected;
import postern.tls.CipherSuite;

class CipherStringTest {
    private static Selected selected(String string, String build) {
        return (Selected)
                CipherString.evaluate(string, OpenSslBuild.named(build).orElseThrow());
    }

    private static String names(String string, String build) {
        return CipherListing.names(
                selected(string, build).list(), OpenSslBuild.named(build).orElseThrow());
    }

    @ParameterizedTest
    @CsvSource({
        "AES256+EECDH:AES256+EDH, 1.0.1e-deb7, C030 C02C C028 C024 C014 C00A 00A3 009F 006B 006A 0039 0038",
        "RC4-MD5, 1.0.1e, 0004 010080",
        "RC4-MD5, 1.0.1e-deb7, 0004",
        "SUITEB128, 1.0.2u, C02B C02C",
        "SUITEB192 and whatever follows, 3.5.3, C02C",
        "AES128-SHA+aRSA, 1.0.1e, 002F",
        "EDH-RSA-DES-CBC3-SHA, 1.1.1w-weak, 0016",
        "TLS_RSA_WITH_AES_128_CBC_SHA, 3.2.3, 002F",
        "COMPLEMENTOFDEFAULT+PSK-AES256-CBC-SHA384, 3.0.19-deb12, 00AF",
        "PSK-AES256-CBC-SHA384:ADH+AES256+SHA1+HIGH+COMPLEMENTOFDEFAULT, 3.0.19-deb12, 00AF 003A"
    })
    void selectsTheSuitesOfTheRelease(String string, String build, String codes) {
        assertThat(CipherListing.codes(selected(string, build).list())).isEqualTo(codes);
    }

    @ParameterizedTest
    @CsvSource({
        "TLSv1.2, 1.0.0t, invalid command",
        "HIGH@SECLEVEL=1, 1.0.2u, invalid command",
        "HIGH@SECLEVEL=6, 1.1.1w, invalid command",
        "HIGH@SECLEVEL=10, 3.5.3, invalid command",
        "HIGH/MEDIUM, 3.5.3, invalid command",
        "HIGH:!, 1.0.1e, invalid command",
        "HIGH:AES+, 1.0.1e, invalid command",
        "HIGH:@STRONG, 1.0.1e, invalid command",
        "'', 3.5.3, no cipher match",
        "high, 3.5.3, no cipher match",
        "AES256+EECDH:AES256+EDH, 0.9.8zh, no cipher match",
        "TLS_RSA_WITH_AES_128_CBC_SHA, 1.0.1e, no cipher match",
        "DEFAULT:!ALL, 1.1.1w, no cipher match",
        "DEFAULT:!COMPLEMENTOFDEFAULT+HIGH, 3.0.19-deb12, no cipher match"
    })
    void rejectsWhatTheReleaseRejects(String string, String build, String error) {
        assertThat(CipherString.evaluate(string, OpenSslBuild.named(build).orElseThrow()))
                .isEqualTo(new Rejected(error));
    }

    @Test
    void namesTheItemsThatHaveNoEffect() {
        assertThat(selected("HIGH:!kECDH:!FOO+AES:!aNULL:BAR", "1.1.1w").ignored())
                .isEqualTo(List.of("!kECDH", "!FOO+AES", "BAR"));
        assertThat(selected("HIGH:!kECDH:!aNULL", "1.0.1e").ignored()).isEmpty();
    }

    @Test
    void keepsTheLastSecurityLevelOfTheString() {
        assertThat(selected("@SECLEVEL=3:HIGH:@SECLEVEL=0", "3.5.3").securityLevel())
                .isZero();
        assertThat(selected("HIGH", "3.5.3").securityLevel()).isEqualTo(2);
        assertThat(selected("HIGH", "1.0.1e").securityLevel()).isZero();
    }

    @Test
    void leavesTls13SuitesAlone() {
        assertThat(CipherListing.codes(
                        selected("AES128-SHA:!TLS_AES_256_GCM_SHA384", "1.1.1w").tls13()))
                .isEqualTo("1302 1303 1301");
    }

    /// The string that Postfix 2.9 to 3.0 composes for opportunistic TLS.
    @Test
    void putsAnonymousSuitesFirstAsPostfixWantsFrom100On() {
        assertThat(names("aNULL:-aNULL:ALL:!EXPORT:!LOW:+RC4:@STRENGTH", "1.0.1e"))
                .startsWith("AECDH-AES256-SHA:");
        assertThat(names("aNULL:-aNULL:ALL:!EXPORT:!LOW:+RC4:@STRENGTH", "0.9.8zh"))
                .startsWith("DHE-RSA-CAMELLIA256-SHA:");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.9.8zh",
                "1.0.0t",
                "1.0.1e",
                "1.0.2u",
                "1.1.0l-weak",
                "1.1.1w-weak",
                "3.0.19-deb12",
                "3.6.0-beta1"
            })
    void neverKeepsWhatAWordKills(String name) {
        OpenSslBuild build = OpenSslBuild.named(name).orElseThrow();
        for (String word : build.words()) {
            List<CipherSuite> added = list("ALL:COMPLEMENTOFALL:" + "-ALL:-COMPLEMENTOFALL:" + word, build);
            List<CipherSuite> left = list("ALL:COMPLEMENTOFALL:!" + word + ":" + word, build);
            assertThat(left.stream().filter(added::contains)).as(word).isEmpty();
        }
    }

    private static List<CipherSuite> list(String string, OpenSslBuild build) {
        return switch (CipherString.evaluate(string, build)) {
            case Selected selected -> selected.list();
            case Rejected _ -> List.of();
        };
    }

    @Property(tries = 300)
    void keepsTheLawsOfTheLanguage(@ForAll("builds") OpenSslBuild build, @ForAll Random random) {
        String string = new RandomCipherStrings(random, build).next();
        List<CipherSuite> list = list(string, build);
        assertThat(list).doesNotHaveDuplicates();
        assertThat(build.suites()).containsAll(list);
        if (!list.isEmpty()) {
            assertThat(list(string + "::, ;", build))
                    .as("empty items do nothing")
                    .isEqualTo(list);
            assertThat(list(string + ":!UNKNOWN-WORD", build))
                    .as("unknown words do nothing")
                    .isEqualTo(list);
            assertThat(list(string + ":@STRENGTH:@STRENGTH", build))
                    .as("sorting twice is sorting once")
                    .isEqualTo(list(string + ":@STRENGTH", build));
            assertThat(new HashSet<>(list(string + ":+ALL", build)))
                    .as("moving keeps the set")
                    .isEqualTo(new HashSet<>(list));
            // Releases before 1.1.0 cannot remove the last suite of the list.
            assertThat(list(string + ":!ALL:!COMPLEMENTOFALL", build).stream().filter(suite -> !isLeftByAll(suite)))
                    .as("killing all leaves nothing")
                    .hasSizeLessThanOrEqualTo(build.release().isFrom("1.1.0") ? 0 : 1);
        }
    }

    /// `ALL` of 0.9.8 leaves out the suites with elliptic curves.
    private static boolean isLeftByAll(CipherSuite suite) {
        return suite.opensslName().contains("ECDH");
    }

    @Property(tries = 2000)
    void answersAnyText(@ForAll("builds") OpenSslBuild build, @ForAll String string) {
        assertThat(CipherString.evaluate(string, build)).isNotNull();
    }

    @Property(tries = 2000)
    void answersAnyTextOfItsOwnSigns(@ForAll("builds") OpenSslBuild build, @ForAll("signs") String string) {
        assertThat(CipherString.evaluate(string, build)).isNotNull();
    }

    @Property(tries = 300)
    void usesOnlySelectedSuitesAndFewerAtHigherLevels(@ForAll("modern") OpenSslBuild build, @ForAll Random random) {
        String string = new RandomCipherStrings(random, build).next().replace("@SECLEVEL", "@STRENGTH:X");
        List<CipherSuite> before = null;
        for (int level = 0; level <= 5; level++) {
            if (CipherString.evaluate(string, build, level) instanceof Selected selected) {
                assertThat(selected.all().stream().filter(selected.usable()::contains))
                        .containsExactlyElementsOf(selected.usable());
                if (before != null) {
                    assertThat(before).containsAll(selected.usable());
                }
                before = selected.usable();
            }
        }
    }

    @Provide
    static Arbitrary<OpenSslBuild> builds() {
        return Arbitraries.of(OpenSslBuild.all());
    }

    @Provide
    static Arbitrary<OpenSslBuild> modern() {
        return Arbitraries.of(OpenSslBuild.all().stream()
                .filter(build -> build.release().isFrom("1.1.0"))
                .toList());
    }

    @Provide
    static Arbitrary<String> signs() {
        return Arbitraries.strings().withChars("ALHIGMDEFUTRC4+-!@:=_. ,;5").ofMaxLength(60);
    }
}
