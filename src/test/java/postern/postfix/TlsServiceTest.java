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
import postern.tls.ProtocolVersion;
import postern.tls.SuiteOrder;
import postern.tls.VersionSupport;

class TlsServiceTest {
    private static final Platform WHEEZY = platform("2.9.6", "1.0.1e-deb7");
    private static final Platform BOOKWORM = platform("3.7.11", "3.0.19-deb12");
    private static final MainCf FOUNDING = MainCf.parse("""
            smtpd_use_tls=yes
            smtpd_tls_security_level = may
            smtpd_tls_auth_only = yes
            smtpd_tls_CAfile = /etc/ssl/mail/bundle.crt
            smtpd_tls_cert_file= /etc/ssl/mail/mail.example.com.pem
            smtpd_tls_key_file=/etc/ssl/mail/mail.example.com.pem
            smtpd_tls_session_cache_database = btree:${data_directory}/smtpd_scache
            smtpd_tls_mandatory_protocols = !SSLv2,!SSLv3,!TLSv1,!TLSv1.1
            smtpd_tls_exclude_ciphers = aNULL, DES, 3DES, MD5, DES+MD5, RC4, RC4-MD5
            smtpd_tls_protocols=!SSLv2,!TLSv1,!TLSv1.1,!SSLv3
            smtpd_tls_mandatory_ciphers = medium
            smtpd_tls_received_header = yes
            tls_preempt_cipherlist = yes
            tls_medium_cipherlist = AES256+EECDH:AES256+EDH
            """);
    private static final String CERTIFICATE = "smtpd_tls_cert_file = /etc/ssl/mail.pem\n";

    private static Platform platform(String postfix, String openssl) {
        return new Platform(
                PostfixRelease.parse(postfix).orElseThrow(),
                OpenSslBuild.named(openssl).orElseThrow());
    }

    private static TlsService smtp(String settings, Platform platform) {
        return TlsService.smtp(MainCf.parse(CERTIFICATE + settings), platform);
    }

    @Test
    void theFoundingConfigurationSpeaksTls12Only() {
        TlsService service = TlsService.smtp(FOUNDING, WHEEZY);
        assertThat(service.predict().accepted()).containsExactly(ProtocolVersion.TLSV1_2);
        assertThat(service.predict().support(ProtocolVersion.TLSV1))
                .isEqualTo(new VersionSupport.Refused("smtpd_tls_protocols = !SSLv2,!TLSv1,!TLSv1.1,!SSLv3"));
        assertThat(service.protocols())
                .isEqualTo(new Setting(
                        "smtpd_tls_protocols",
                        "!SSLv2,!TLSv1,!TLSv1.1,!SSLv3",
                        "!SSLv2,!TLSv1,!TLSv1.1,!SSLv3",
                        "main.cf",
                        10));
        assertThat(service.problems()).isEmpty();
    }

    @Test
    void theFoundingCipherListIsThatOfGradeExport() {
        TlsService service = TlsService.smtp(FOUNDING, WHEEZY);
        assertThat(service.ciphers().string())
                .isEqualTo("aNULL:-aNULL:ALL:+RC4:@STRENGTH:!aNULL:!DES:!3DES:!MD5:!DES+MD5:!RC4:!RC4-MD5");
        assertThat(service.ciphers().grade().value()).isEqualTo("export");
        assertThat(service.ciphers().grade().isDefault()).isTrue();
        assertThat(service.order()).isEqualTo(SuiteOrder.SERVER);
        assertThat(service.dhBits()).isEqualTo(OptionalInt.of(1024));
        assertThat(service.predict().support(ProtocolVersion.TLSV1_2))
                .isInstanceOfSatisfying(VersionSupport.Accepted.class, accepted -> {
                    List<String> suites = accepted.suites().items().stream()
                            .map(CipherSuite::opensslName)
                            .toList();
                    assertThat(suites.getFirst()).isEqualTo("ECDHE-RSA-AES256-GCM-SHA384");
                    assertThat(suites)
                            .contains("AES128-SHA")
                            .doesNotContain("RC4-SHA", "DES-CBC3-SHA", "ADH-AES256-SHA");
                });
    }

    @Test
    void ownMediumListBecomesActiveAtLevelEncrypt() {
        TlsService service = TlsService.smtp(FOUNDING.with("smtpd_tls_security_level", "encrypt"), WHEEZY);
        assertThat(service.ciphers().string())
                .isEqualTo("AES256+EECDH:AES256+EDH:!aNULL:!DES:!3DES:!MD5:!DES+MD5:!RC4:!RC4-MD5");
        assertThat(service.protocols().name()).isEqualTo("smtpd_tls_mandatory_protocols");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            2.9.6,  1.0.1e-deb7,  SSLv3 TLSv1 TLSv1.1 TLSv1.2
            2.9.1,  1.0.1e-deb7,  SSLv3 TLSv1 TLSv1.1 TLSv1.2
            3.1.15, 1.1.0l,       TLSv1 TLSv1.1 TLSv1.2
            3.5.25, 1.1.1w,       TLSv1 TLSv1.1 TLSv1.2 TLSv1.3
            3.7.11, 3.0.19-deb12, TLSv1 TLSv1.1 TLSv1.2 TLSv1.3
            """)
    void speaksByDefault(String postfix, String openssl, String versions) {
        assertThat(smtp("smtpd_tls_security_level = may", platform(postfix, openssl)).predict().accepted().stream()
                        .map(ProtocolVersion::toString))
                .containsExactly(versions.split(" "));
    }

    @Test
    void namesUnknownToTheReleaseSwitchTlsOffWhileStarttlsIsAnnounced() {
        TlsService service = TlsService.smtp(FOUNDING, platform("2.9.1", "1.0.1e-deb7"));
        assertThat(service.starttls()).isEqualTo(new Starttls.Announced());
        assertThat(service.problems())
                .containsExactly(new Problem.InvalidProtocolList(service.protocols(), "!TLSv1.1"));
        assertThat(service.problems().getFirst().effect()).isEqualTo(Effect.TLS_UNAVAILABLE);
        assertThat(service.predict().accepted()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            smtpd_tls_security_level = may,                             MAY,     smtpd_tls_security_level
            smtpd_tls_security_level = MAY,                             MAY,     smtpd_tls_security_level
            smtpd_use_tls = yes,                                        MAY,     smtpd_use_tls
            smtpd_use_tls = no,                                         NONE,    smtpd_use_tls
            'smtpd_use_tls = yes|smtpd_tls_security_level = none',      NONE,    smtpd_tls_security_level
            'smtpd_use_tls = no|smtpd_tls_security_level = may',        MAY,     smtpd_tls_security_level
            smtpd_enforce_tls = yes,                                    ENCRYPT, smtpd_enforce_tls
            smtpd_tls_security_level = verify,                          ENCRYPT, smtpd_tls_security_level
            'smtpd_tls_wrappermode = yes|smtpd_tls_security_level = none', ENCRYPT, smtpd_tls_wrappermode
            smtpd_tls_security_level =,                                 NONE,    smtpd_use_tls
            """)
    void derivesTheLevel(String settings, SecurityLevel level, String decisive) {
        TlsService service = smtp(settings.replace('|', '\n'), BOOKWORM);
        assertThat(service.level()).isEqualTo(level);
        assertThat(service.decisiveForLevel().name()).isEqualTo(decisive);
    }

    @Test
    void announcesStarttlsUnlessSwitchedOffOrDiscarded() {
        assertThat(smtp("smtpd_tls_security_level = may", BOOKWORM).starttls()).isEqualTo(new Starttls.Announced());
        assertThat(smtp("", BOOKWORM).starttls()).isInstanceOf(Starttls.SwitchedOff.class);
        assertThat(smtp("smtpd_use_tls=yes\nsmtpd_discard_ehlo_keywords = chunking, StartTLS", BOOKWORM)
                        .starttls())
                .isInstanceOf(Starttls.Discarded.class);
        assertThat(smtp("smtpd_tls_wrappermode = yes", BOOKWORM).starttls()).isEqualTo(new Starttls.Implicit());
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            smtpd_tls_protocols = !SSLv2 # old;              InvalidProtocolList;    TLS_UNAVAILABLE
            smtpd_tls_ciphers = strong;                      InvalidCipherGrade;     HANDSHAKE_ABORTED
            smtpd_tls_exclude_ciphers = aNULL, !RC4;         InvalidExclusion;       HANDSHAKE_ABORTED
            tls_medium_cipherlist = FOO;                     CipherStringRejected;   HANDSHAKE_ABORTED
            tls_medium_cipherlist = HIGH # strong;           CipherStringRejected;   HANDSHAKE_ABORTED
            smtpd_tls_protocols = TLSv1 !TLSv1;              NoProtocolEnabled;      ALL_HANDSHAKES_FAIL
            smtpd_tls_protocols = !TLSv1.1 !SSLv3;           HoleInProtocols;        SOME_HANDSHAKES_FAIL
            smtpd_tls_protocols = TLSv1 TLSv1.3|tls_medium_cipherlist = AESGCM; NoCipherForHighestVersion; ALL_HANDSHAKES_FAIL
            smtpd_tls_security_level = dane;                 InvalidLevel;           FATAL
            smtpd_tls_ask_ccert = true;                      InvalidBoolean;         FATAL
            smtpd_use_tls = yes # on;                        InvalidBoolean;         FATAL
            smtpd_tls_ciphers =;                             EmptyValue;             FATAL
            smtpd_starttls_timeout = 5 minutes;              InvalidNumber;          FATAL
            smtpd_tls_protocols = ${x;                       InvalidExpansion;       FATAL
            smtpd_tls_wrappermode = yes;                     WrapperModeEverywhere;  ALL_HANDSHAKES_FAIL
            smtpd_tls_cert_file =;                           NoCertificate;          TLS_UNAVAILABLE
            smtpd_tls_req_ccert = yes;                       ClientCertificatesNotRequirable; NO_EFFECT
            """)
    void findsTheProblem(String setting, String problem, Effect effect) {
        TlsService service = smtp("smtpd_tls_security_level = may\n" + setting.replace('|', '\n'), BOOKWORM);
        assertThat(service.problems()).first().satisfies(found -> {
            assertThat(found.getClass().getSimpleName()).isEqualTo(problem);
            assertThat(found.effect()).isEqualTo(effect);
        });
    }

    @Test
    void withoutCertificateByIntentOnlyAnonymousSuitesAreLeft() {
        TlsService service =
                TlsService.smtp(MainCf.parse("smtpd_tls_security_level=may\nsmtpd_tls_cert_file=none\n"), BOOKWORM);
        assertThat(service.problems()).isEmpty();
        assertThat(service.predict().support(ProtocolVersion.TLSV1_3))
                .isEqualTo(new VersionSupport.Refused("smtpd_tls_cert_file = none"));
        assertThat(service.predict().keyTypes().complete()).isTrue();
    }

    @Test
    void optionsOfMasterCfOverrideMainCfForTheirServiceOnly() {
        MasterCf master = MasterCf.parse("""
                smtp       inet n - y - - smtpd
                submission inet n - y - - smtpd
                  -o smtpd_tls_security_level=encrypt
                  -o { smtpd_tls_mandatory_protocols = !SSLv2, !SSLv3 }
                smtps      inet n - y - - smtpd -o smtpd_tls_wrappermode=yes
                tlsmgr     unix - - y 1000? 1 tlsmgr
                """);
        List<TlsService> services =
                TlsService.all(MainCf.parse(CERTIFICATE + "smtpd_tls_security_level = may"), master, BOOKWORM);
        assertThat(services).extracting(TlsService::name).containsExactly("smtp", "submission", "smtps");
        assertThat(services).extracting(service -> service.port().orElse(0)).containsExactly(25, 587, 465);
        assertThat(services)
                .extracting(TlsService::level)
                .containsExactly(SecurityLevel.MAY, SecurityLevel.ENCRYPT, SecurityLevel.ENCRYPT);
        assertThat(services.get(1).protocols())
                .isEqualTo(new Setting(
                        "smtpd_tls_mandatory_protocols", "!SSLv2, !SSLv3", "!SSLv2, !SSLv3", "master.cf", 4));
        assertThat(services.get(2).implicitTls()).isTrue();
        assertThat(services)
                .allSatisfy(service -> assertThat(service.problems()).isEmpty());
    }

    @Test
    void missesTheTlsManager() {
        List<TlsService> services = TlsService.all(
                MainCf.parse(CERTIFICATE + "smtpd_tls_security_level = may"), MasterCf.parse("""
                        smtp inet n - y - - smtpd
                        cleanup unix n - y - 0 cleanup
                        qmgr unix n - n 300 1 qmgr
                        """), BOOKWORM);
        assertThat(services.getFirst().problems()).containsExactly(new Problem.MissingTlsManager());
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            2.7.1,  0.9.8zh,      strong, ''
            2.7.1,  1.0.1e-deb7,  '',     ''
            2.9.6,  1.0.1e-deb7,  '',     P-256
            2.9.6,  1.0.1e-deb7,  ultra,  P-384
            3.1.15, 1.0.2u-dflt,  auto,   ''
            3.1.15, 1.1.0l,       auto,   X25519 P-256 P-521 P-384
            3.5.25, 1.1.1w,       none,   X25519 X448 P-256 P-521 P-384
            3.7.11, 3.0.19-deb12, none,   X25519 X448 P-256 P-521 P-384
            """)
    void exchangesKeysWith(String postfix, String openssl, String grade, String groups) {
        String setting = grade.isEmpty() ? "" : "\nsmtpd_tls_eecdh_grade = " + grade;
        TlsService service = smtp("smtpd_tls_security_level = may" + setting, platform(postfix, openssl));
        assertThat(service.groups().items()).extracting(Object::toString).isEqualTo(words(groups));
    }

    @Test
    void anExcerptOfMasterCfNeedNoTlsManager() {
        List<TlsService> services = TlsService.all(
                MainCf.parse(CERTIFICATE + "smtpd_tls_security_level = may"),
                MasterCf.parse("smtp inet n - y - - smtpd\n"),
                BOOKWORM);
        assertThat(services.getFirst().problems()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            smptd_tls_key_file = /etc/mail.key;       UnknownParameter;      NO_EFFECT
            smtpd_tls_loglevel_maps = hash:/etc/l;    ParameterNotInRelease; NO_EFFECT
            smtpd_tls_eecdh_grade = strong;           ParameterNotInRelease; NO_EFFECT
            smtpd_tls_security_level = may|x_y = 1;   UnknownParameter;      NO_EFFECT
            smtpd_use_tls = no|smtpd_use_tls = yes;   Overridden;            NO_EFFECT
            smtpd_use_tls yes;                        MalformedLine;         FATAL
            """)
    void findsWhatIsWrittenInVain(String settings, String problem, Effect effect) {
        assertThat(smtp(settings.replace('|', '\n'), BOOKWORM).problems())
                .singleElement()
                .satisfies(found -> {
                    assertThat(found.getClass().getSimpleName()).isEqualTo(problem);
                    assertThat(found.effect()).isEqualTo(effect);
                });
    }

    @Test
    void wordsAroundAPastedConfigurationAreNoFaultOfIt() {
        TlsService service = smtp("smtpd_tls_security_level = may\nthe rest is as installed\n", BOOKWORM);
        assertThat(service.problems()).isEmpty();
        assertThat(ConfigurationProblems.of(MainCf.parse("the rest is as installed\n"), null, BOOKWORM))
                .singleElement()
                .isInstanceOf(Problem.MalformedLine.class);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            2.2.10, smtpd_use_tls = yes,     DEFAULT
            2.3.3,  smtpd_enforce_tls = yes, !EXPORT:!LOW:ALL:+RC4:@STRENGTH
            2.3.3,  smtpd_use_tls = yes,     ALL:+RC4:@STRENGTH
            2.5.17, smtpd_use_tls = yes,     ALL:+RC4:@STRENGTH
            2.6.6,  smtpd_use_tls = yes,     ALL:+RC4:@STRENGTH
            2.7.1,  smtpd_use_tls = yes,     aNULL:-aNULL:ALL:+RC4:@STRENGTH
            2.9.15, smtpd_use_tls = yes,     aNULL:-aNULL:ALL:!EXPORT:!LOW:+RC4:@STRENGTH
            3.1.15, smtpd_use_tls = yes,     aNULL:-aNULL:HIGH:MEDIUM:+RC4:@STRENGTH
            3.8.6,  smtpd_use_tls = yes,     aNULL:-aNULL:HIGH:MEDIUM:!SEED:!IDEA:!3DES:!RC2:!RC4:!RC5:!kDH:!kECDH:!aDSS:!MD5:+RC4:@STRENGTH
            """)
    void composesTheDefaultListOfTheRelease(String postfix, String setting, String list) {
        assertThat(smtp(setting, platform(postfix, "1.0.1e-deb7")).ciphers().string())
                .isEqualTo(list);
    }

    private static List<String> words(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(" ", -1));
    }
}
