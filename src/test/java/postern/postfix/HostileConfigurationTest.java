package postern.postfix;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import postern.openssl.OpenSslBuild;

/// Whatever stands in the files, there is an answer.
class HostileConfigurationTest {
    private static final List<String> RELEASES =
            List.of("2.2.10", "2.3.3", "2.5.17", "2.6.6", "2.9.6", "3.0.1", "3.3.1", "3.5.25", "3.7.11", "3.11.7");

    @Property(tries = 400)
    void everyServiceCanBePredicted(
            @ForAll("texts") String mainCf, @ForAll("texts") String masterCf, @ForAll("platforms") Platform platform) {
        MainCf main = MainCf.parse(mainCf);
        MasterCf master = MasterCf.parse("smtp inet n - n - - smtpd\n  -o " + masterCf + "\n");
        for (TlsService service : TlsService.all(main, master, platform)) {
            assertThat(service.predict()).isNotNull();
            assertThat(service.starttls()).isNotNull();
        }
        TlsClient client = TlsClient.to("example.com", "smtp", main, master, TlsPolicy.parse(masterCf), platform);
        assertThat(client.predict()).isNotNull();
        assertThat(ConfigurationProblems.of(main, master, platform)).isNotNull();
    }

    @Property(tries = 200)
    void everyMadeUpFileCanBePredicted(@ForAll long seed, @ForAll("platforms") Platform platform) {
        MainCf main = MainCf.parse("smtpd_tls_security_level = may\n" + RandomMainCf.next(new Random(seed)));
        assertThat(TlsService.smtp(main, platform).predict()).isNotNull();
        assertThat(TlsClient.smtp(main, platform).predict()).isNotNull();
    }

    @Property(tries = 300)
    void anyEditTakesEffect(@ForAll("texts") String text) {
        MainCf edited = MainCf.parse("a = 1\n" + text).with("a", "x y");
        assertThat(edited.entry("a").map(MainCf.Entry::value)).contains("x y");
    }

    @Provide
    Arbitrary<Platform> platforms() {
        Arbitrary<OpenSslBuild> builds = Arbitraries.of(OpenSslBuild.all());
        return Arbitraries.of(RELEASES)
                .flatMap(release -> builds.map(
                        build -> new Platform(PostfixRelease.parse(release).orElseThrow(), build)));
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of(
                        "smtpd_tls_security_level = ",
                        "smtp_tls_security_level = ",
                        "smtpd_tls_protocols=",
                        "may",
                        "encrypt",
                        "dane",
                        "secure",
                        "\n",
                        "\n",
                        "\n",
                        " ",
                        "smtpd_tls_cert_file = /x",
                        "none",
                        "tls_medium_cipherlist = ",
                        "HIGH",
                        ":",
                        "@SECLEVEL=2",
                        "@",
                        "smtpd_tls_exclude_ciphers = ",
                        "!a",
                        "aNULL",
                        "$",
                        "${",
                        "}",
                        "{",
                        "smtpd_tls_eecdh_grade = ",
                        "ultra",
                        "tls_eecdh_auto_curves = ",
                        "X25519",
                        "smtpd_tls_wrappermode = yes",
                        "smtp_tls_policy_maps = hash:x",
                        "example.com encrypt protocols=!TLSv1 ciphers=",
                        "\0",
                        "\uFEFF",
                        "é",
                        "=",
                        "#",
                        ">",
                        "compatibility_level = 3.6",
                        "smtpd_tls_ask_ccert = yes",
                        "tls_ffdhe_auto_groups = ")
                .list()
                .ofMaxSize(25)
                .map(parts -> String.join("", parts));
    }
}
