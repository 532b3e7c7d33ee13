package postern.postfix;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParametersTest {

    private static PostfixRelease release(String text) {
        return PostfixRelease.parse(text).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            smtpd_tls_protocols;            2.9.6;  1.0.1;  ''
            smtpd_tls_protocols;            2.9.14; 1.0.1;  !SSLv2, !SSLv3
            smtpd_tls_protocols;            3.0.1;  1.0.1;  ''
            smtpd_tls_protocols;            3.0.2;  1.0.1;  !SSLv2, !SSLv3
            smtpd_tls_protocols;            3.7.11; 3.0.19; >=TLSv1
            smtpd_tls_mandatory_protocols;  2.9.1;  1.0.1;  SSLv3, TLSv1
            smtpd_tls_mandatory_protocols;  2.9.2;  1.0.1;  !SSLv2
            smtpd_tls_ciphers;              2.9.13; 1.0.1;  export
            smtpd_tls_ciphers;              2.9.14; 1.0.1;  medium
            tls_medium_cipherlist;          2.9.6;  1.0.1e; aNULL:-aNULL:ALL:!EXPORT:!LOW:+RC4:@STRENGTH
            tls_medium_cipherlist;          2.9.6;  0.9.8o; ALL:!EXPORT:!LOW:+RC4:@STRENGTH
            tls_disable_workarounds;        2.9.6;  0.9.8o; CVE-2005-2969 CVE-2010-4180
            tls_disable_workarounds;        2.9.6;  1.0.0t; CVE-2010-4180
            tls_disable_workarounds;        2.9.6;  1.0.1e; ''
            tls_eecdh_auto_curves;          3.11.0; 3.0.19; X25519 X448 prime256v1 secp384r1 secp521r1
            tls_eecdh_auto_curves;          3.11.0; 3.5.3;  ?X25519MLKEM768:DEFAULT
            smtpd_tls_eecdh_grade;          2.7.1;  1.0.1;  none
            smtpd_tls_eecdh_grade;          2.9.6;  1.0.1;  strong
            """)
    void knowsTheDefaultOfEachRelease(String name, String release, String openssl, String value) {
        assertThat(Parameters.defaultValue(name, release(release), openssl)).contains(value);
    }

    @Test
    void knowsSinceAndUntilWhenAParameterExists() {
        Parameter chain = Parameters.named("smtpd_tls_chain_files").orElseThrow();
        assertThat(chain.knownIn(release("3.3.22"))).isFalse();
        assertThat(chain.knownIn(release("3.4.0"))).isTrue();
        Parameter cipherlist = Parameters.named("smtpd_tls_cipherlist").orElseThrow();
        assertThat(cipherlist.knownIn(release("2.2.10"))).isTrue();
        assertThat(cipherlist.removedIn(release("2.3.0"))).isTrue();
        Parameter use = Parameters.named("smtpd_use_tls").orElseThrow();
        assertThat(use.deprecatedIn(release("3.8.6"))).isFalse();
        assertThat(use.deprecatedIn(release("3.9.0"))).isTrue();
        assertThat(use.replacement()).isEqualTo("smtpd_tls_security_level");
        Parameter grade = Parameters.named("smtpd_tls_eecdh_grade").orElseThrow();
        assertThat(grade.ignoredIn(release("3.5.25"))).isFalse();
        assertThat(grade.ignoredIn(release("3.6.0"))).isTrue();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            smtpd_tls_ciphers,     2.9.6,  true
            smtpd_tls_cert_file,   2.9.6,  false
            inet_interfaces,       2.8.0,  true
            inet_interfaces,       2.9.0,  false
            tls_low_cipherlist,    3.7.0,  true
            tls_low_cipherlist,    3.8.0,  false
            tls_eecdh_auto_curves, 3.6.15, true
            tls_eecdh_auto_curves, 3.6.16, false
            """)
    void knowsWhereAnEmptyValueIsFatal(String name, String release, boolean fatal) {
        assertThat(Parameters.named(name).orElseThrow().emptyIsFatal(release(release)))
                .isEqualTo(fatal);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            smptd_tls_key_file,         smtpd_tls_key_file
            smtpd_tls_protocol,         smtpd_tls_protocols
            smtpd_tls_cert_files,       smtpd_tls_cert_file
            SMTPD_USE_TLS,              smtpd_use_tls
            smtp_tls_securty_level,     smtp_tls_security_level
            tls_premept_cipherlist,     tls_preempt_cipherlist
            """)
    void findsTheParameterThatWasMeant(String misspelt, String meant) {
        assertThat(Parameters.nearest(misspelt)).contains(meant);
    }

    @ParameterizedTest
    @CsvSource({"own", "submission_client_restrictions", "smtpd_tls_key_file", "greylist"})
    void offersNothingForOtherNames(String name) {
        assertThat(Parameters.nearest(name)).isEmpty();
    }

    @Test
    void everyTableIsRead() {
        assertThat(Parameters.all()).hasSizeGreaterThan(850);
        assertThat(Parameters.all().stream().filter(parameter -> parameter.type() != Parameter.Type.OTHER))
                .hasSize(283)
                .allSatisfy(parameter -> assertThat(parameter.defaults()).isNotEmpty());
    }
}
