package postern.postfix;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import postern.openssl.OpenSslBuild;
import postern.postfix.Problem.Effect;
import postern.tls.CipherSuite;
import postern.tls.ClientTls;

class TlsClientTest {
    private static final Platform BOOKWORM = platform("3.7.11", "3.0.19-deb12");
    private static final TlsPolicy POLICY = TlsPolicy.parse("""
            # destination     policy
            example.com        secure ciphers=high match=.example.com
            .example.org       encrypt protocols=!SSLv2:!SSLv3:!TLSv1:!TLSv1.1 exclude=3DES
            [mail.example.net]:587 none
            bad.example.com    encrypt protocols=TLSv1.2,TLSv1.3
            odd.example.com    strict
            later.example.com  may servername=hostname
            """);

    private static Platform platform(String postfix, String openssl) {
        return new Platform(
                PostfixRelease.parse(postfix).orElseThrow(),
                OpenSslBuild.named(openssl).orElseThrow());
    }

    private static TlsClient client(String settings, Platform platform) {
        return TlsClient.smtp(MainCf.parse(settings.replace('|', '\n')), platform);
    }

    private static TlsClient to(String nextHop) {
        return TlsClient.to(
                nextHop,
                "smtp",
                MainCf.parse("smtp_tls_security_level = may\nsmtp_tls_policy_maps = hash:/etc/postfix/tls_policy\n"),
                null,
                POLICY,
                BOOKWORM);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            '',                                                        2.9.6,  NONE
            '',                                                        3.7.11, NONE
            compatibility_level = 3.11,                                3.11.7, MAY
            '',                                                        3.11.7, NONE
            smtp_use_tls = yes,                                        3.7.11, MAY
            smtp_enforce_tls = yes,                                    3.7.11, VERIFY
            smtp_enforce_tls = yes|smtp_tls_enforce_peername = no,     3.7.11, ENCRYPT
            smtp_use_tls = yes|smtp_tls_security_level = none,         3.7.11, NONE
            smtp_tls_security_level = secure,                          3.7.11, SECURE
            smtp_tls_security_level = dane,                            3.7.11, MAY
            smtp_tls_security_level = dane|smtp_dns_support_level=dnssec, 3.7.11, DANE
            """)
    void derivesTheLevel(String settings, String postfix, SecurityLevel level) {
        assertThat(client(settings, platform(postfix, "3.0.19-deb12")).level()).isEqualTo(level);
    }

    @Test
    void offersWhatTheLibraryHasAtLevelMay() {
        ClientTls hello = client("smtp_tls_security_level = may", BOOKWORM).predict();
        assertThat(hello.versions().items())
                .extracting(Object::toString)
                .containsExactly("TLSv1", "TLSv1.1", "TLSv1.2", "TLSv1.3");
        assertThat(hello.suites().items())
                .extracting(CipherSuite::opensslName)
                .startsWith("TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256", "TLS_AES_128_GCM_SHA256")
                .contains("ADH-AES256-GCM-SHA384", "AES128-SHA");
        assertThat(hello.groups().items())
                .extracting(Object::toString)
                .containsExactly("X25519", "X448", "P-256", "P-521", "P-384");
        assertThat(hello.minimumDhBits()).isEqualTo(OptionalInt.of(1024));
    }

    @Test
    void offersNothingWithTlsOff() {
        assertThat(client("", BOOKWORM).predict().versions().items()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            !TLSv1.2,          TLSv1 TLSv1.1
            'TLSv1.1, TLSv1.3', TLSv1.1
            !TLSv1.3,          TLSv1 TLSv1.1 TLSv1.2
            >=TLSv1.2,         TLSv1.2 TLSv1.3
            """)
    void offersOnlyTheLowestRowOfVersions(String list, String offered) {
        TlsClient client = client("smtp_tls_security_level = may|smtp_tls_protocols = " + list, BOOKWORM);
        assertThat(client.predict().versions().items())
                .extracting(Object::toString)
                .containsExactly(offered.split(" ", -1));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            may,     ''
            encrypt, :!eNULL
            verify,  :!aNULL
            """)
    void addsExclusionsByLevel(String level, String exclusion) {
        assertThat(client("smtp_tls_security_level = " + level, BOOKWORM)
                        .ciphers()
                        .string())
                .isEqualTo("aNULL:-aNULL:HIGH:MEDIUM:+RC4:@STRENGTH" + exclusion);
    }

    @Test
    void findsThePolicyOfADestination() {
        assertThat(to("example.com").level()).isEqualTo(SecurityLevel.SECURE);
        assertThat(to("example.com").ciphers().string()).isEqualTo("aNULL:-aNULL:HIGH:@STRENGTH:!aNULL");
        assertThat(to("mx.example.com").level()).isEqualTo(SecurityLevel.MAY);
        assertThat(to("[mail.example.net]:587").level()).isEqualTo(SecurityLevel.NONE);
        assertThat(to("mail.example.net").level()).isEqualTo(SecurityLevel.MAY);
        TlsClient parent = to("mx.example.org");
        assertThat(parent.protocols())
                .isEqualTo(new Setting(
                        "protocols",
                        "!SSLv2:!SSLv3:!TLSv1:!TLSv1.1",
                        "!SSLv2:!SSLv3:!TLSv1:!TLSv1.1",
                        "tls_policy",
                        3));
        assertThat(parent.ciphers().string()).isEqualTo("aNULL:-aNULL:HIGH:MEDIUM:+RC4:@STRENGTH:!3DES:!eNULL");
    }

    @ParameterizedTest
    @CsvSource({"bad.example.com, TLSv1.3", "odd.example.com, strict"})
    void aPolicyWithAnUnknownWordIsInvalid(String nextHop, String word) {
        assertThat(to(nextHop).problems()).singleElement().satisfies(problem -> {
            assertThat(problem).isInstanceOf(Problem.InvalidPolicy.class);
            assertThat(((Problem.InvalidPolicy) problem).word()).isEqualTo(word);
        });
    }

    @Test
    void anAttributeOfALaterReleaseIsInvalid() {
        MainCf mainCf = MainCf.parse("smtp_tls_policy_maps = hash:/etc/postfix/tls_policy\n");
        TlsClient old = TlsClient.to("later.example.com", "smtp", mainCf, null, POLICY, platform("3.3.0", "1.1.1w"));
        assertThat(old.problems()).singleElement().isInstanceOf(Problem.InvalidPolicy.class);
        assertThat(to("later.example.com").problems()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            smtp_tls_security_level = may|smtp_tls_wrappermode = yes;   WrapperModeNeedsEncryption; TLS_UNAVAILABLE
            smtp_tls_security_level = dane-only;                        DaneWithoutDnssec;          TLS_UNAVAILABLE
            smtp_tls_security_level = dane;                             DaneWithoutDnssec;          NO_EFFECT
            smtp_tls_security_level = on;                               InvalidLevel;               FATAL
            smtp_tls_security_level = may|smtp_tls_protocols = TLS1.2;  InvalidProtocolList;        TLS_UNAVAILABLE
            smtp_tls_security_level = may|smtp_tls_ciphers = best;      InvalidCipherGrade;         HANDSHAKE_ABORTED
            smtp_use_tls = 1;                                           InvalidBoolean;             FATAL
            """)
    void findsTheProblem(String settings, String problem, Effect effect) {
        assertThat(client(settings, BOOKWORM).problems()).first().satisfies(found -> {
            assertThat(found.getClass().getSimpleName()).isEqualTo(problem);
            assertThat(found.effect()).isEqualTo(effect);
        });
    }

    @Test
    void optionsOfTheTransportCount() {
        MasterCf master = MasterCf.parse("""
                smtp unix - - y - - smtp
                amavis unix - - n - 2 smtp
                  -o smtp_tls_security_level=none
                """);
        MainCf mainCf = MainCf.parse("smtp_tls_security_level = encrypt\n");
        assertThat(TlsClient.to("", "amavis", mainCf, master, null, BOOKWORM).level())
                .isEqualTo(SecurityLevel.NONE);
        assertThat(TlsClient.to("", "smtp", mainCf, master, null, BOOKWORM).level())
                .isEqualTo(SecurityLevel.ENCRYPT);
    }

    @Test
    void saysWhenThePolicyTableIsNotAtHand() {
        assertThat(client("smtp_tls_policy_maps = hash:/etc/postfix/tls_policy", BOOKWORM)
                        .policyUnknown())
                .isTrue();
        assertThat(client("relayhost = [smtp.example.com]:587", BOOKWORM).relayHost())
                .map(Setting::value)
                .contains("[smtp.example.com]:587");
        assertThat(List.of(client("", BOOKWORM).policyUnknown())).containsExactly(false);
    }
}
