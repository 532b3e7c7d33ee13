package postern.postfix;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Makes up the TLS options of an smtpd service.
final class RandomService {
    private static final List<String> PROTOCOLS = List.of(
            "",
            ">=TLSv1",
            ">=TLSv1.2",
            ">=TLSv1.3",
            "<=TLSv1.1",
            ">=TLSv1.1,<=TLSv1.2",
            "!SSLv2,!SSLv3",
            "!SSLv2, !SSLv3, !TLSv1, !TLSv1.1",
            "TLSv1.2",
            "TLSv1.2, TLSv1.3",
            "TLSv1",
            "!TLSv1.3",
            ">=0303",
            ">=None",
            ">= TLSv1.2",
            "tlsv1.2:tlsv1.3",
            "!TLSv1.0",
            "TLSv1_2",
            "!SSLv2;!SSLv3",
            "all",
            "SSLv3,!SSLv3",
            "!TLSv1.2",
            ">=12",
            "TLSv1.1 TLSv1.3",
            "${mail_version?{>=TLSv1.2}:{TLSv1}}",
            "${{$mail_version} == {0} ? {TLSv1} : {!TLSv1}}");
    private static final List<String> GRADES =
            List.of("high", "medium", "HIGH", "low", "export", "medium", "null", "strong", "");
    private static final List<String> LISTS = List.of(
            "aNULL:-aNULL:HIGH:MEDIUM:+RC4:@STRENGTH",
            "HIGH",
            "ECDHE:DHE",
            "kRSA",
            "AES256+EECDH:AES256+EDH",
            "ECDHE-RSA-AES128-GCM-SHA256",
            "ALL:!aNULL",
            "CHACHA20:AES128",
            "HIGH:@SECLEVEL=2",
            "DEFAULT@SECLEVEL=1",
            "ALL:COMPLEMENTOFALL:@STRENGTH",
            "FOO",
            "HIGH # strong",
            "CAMELLIA",
            "aECDSA:aRSA",
            "ADH:AECDH:HIGH",
            "TLS_AES_128_GCM_SHA256",
            "ECDHE-ECDSA-AES256-SHA:AES128-SHA");
    private static final List<String> EXCLUSIONS = List.of(
            "aNULL",
            "aNULL, MD5, DES",
            "RC4 3DES",
            "kRSA",
            "ECDHE",
            "AES128",
            "AES256:CHACHA20",
            "SHA1",
            "aECDSA",
            "!RC4",
            "eNULL, +aNULL",
            "HIGH",
            "DHE, CAMELLIA, ARIA",
            "AESGCM",
            "aRSA",
            "aNULL \"q\"");
    private static final List<String> CURVES = List.of(
            "X25519 X448 prime256v1 secp521r1 secp384r1",
            "prime256v1",
            "secp384r1",
            "X25519",
            "secp521r1 X448",
            "nosuchcurve",
            "nosuchcurve prime256v1");
    private static final List<String> YES_NO = List.of("yes", "no", "YES", "No", "yes", "no", "yes", "no", "true");

    private final Random random;
    private final Map<String, String> options = new LinkedHashMap<>();

    private RandomService(Random random) {
        this.random = random;
    }

    /// @param certificates the folder with `rsa.pem` and `ec.pem`
    static Map<String, String> next(Random random, String certificates) {
        var service = new RandomService(random);
        service.level();
        service.certificates(certificates);
        service.maybe(70, "smtpd_tls_protocols", PROTOCOLS);
        service.maybe(50, "smtpd_tls_mandatory_protocols", PROTOCOLS);
        service.maybe(30, "smtpd_tls_ciphers", GRADES);
        service.maybe(30, "smtpd_tls_mandatory_ciphers", GRADES);
        service.maybe(30, "tls_high_cipherlist", LISTS);
        service.maybe(40, "tls_medium_cipherlist", LISTS);
        for (String grade : List.of("low", "export", "null")) {
            service.maybe(15, "tls_" + grade + "_cipherlist", LISTS);
        }
        service.maybe(
                15,
                "smtpd_tls_dh1024_param_file",
                List.of(certificates + "/dh.pem", "auto", "", certificates + "/missing.pem"));
        service.maybe(40, "smtpd_tls_exclude_ciphers", EXCLUSIONS);
        service.maybe(20, "smtpd_tls_mandatory_exclude_ciphers", EXCLUSIONS);
        service.maybe(50, "tls_preempt_cipherlist", YES_NO);
        service.maybe(30, "tls_eecdh_auto_curves", CURVES);
        service.maybe(10, "smtpd_tls_eecdh_grade", List.of("none", "strong", "ultra", "auto", "other"));
        service.maybe(10, "smtpd_tls_ask_ccert", YES_NO);
        service.maybe(10, "smtpd_tls_req_ccert", YES_NO);
        service.maybe(
                8,
                "smtpd_discard_ehlo_keywords",
                List.of("starttls", "chunking, STARTTLS", "silent-discard, pipelining"));
        service.maybe(5, "smtpd_starttls_timeout", List.of("30s", "5m", "300", "soon"));
        return service.options;
    }

    /// Settings in `main.cf` that the services override now and then.
    static final String COMMON = """
            smtpd_tls_exclude_ciphers = 3DES,
              SEED
            smtpd_tls_mandatory_ciphers = high
            tls_preempt_cipherlist = $append_dot_mydomain
            append_dot_mydomain = yes
            """;

    /// The options as `master.cf` has them, in either form where both are possible.
    static String written(Map<String, String> options) {
        var text = new StringBuilder();
        options.forEach((name, value) -> text.append(
                value.matches("[^\\s{}]+")
                        ? "  -o " + name + "=" + value + "\n"
                        : "  -o { " + name + " = " + value + " }\n"));
        return text.toString();
    }

    private void level() {
        maybe(
                75,
                "smtpd_tls_security_level",
                List.of("may", "may", "may", "encrypt", "encrypt", "none", "", "MAY", "verify", "dane"));
        maybe(30, "smtpd_use_tls", YES_NO);
        maybe(10, "smtpd_enforce_tls", YES_NO);
        maybe(15, "smtpd_tls_wrappermode", List.of("yes", "yes", "no"));
    }

    private void certificates(String folder) {
        switch (random.nextInt(12)) {
            case 0 -> options.put("smtpd_tls_cert_file", "none");
            case 1 -> {}
            case 2 -> options.put("smtpd_tls_eccert_file", folder + "/ec.pem");
            case 3, 4 -> {
                options.put("smtpd_tls_cert_file", folder + "/rsa.pem");
                options.put("smtpd_tls_eccert_file", folder + "/ec.pem");
            }
            case 6 -> {
                options.put("smtpd_tls_dcert_file", folder + "/dsa.pem");
                options.put("smtpd_tls_eccert_file", folder + "/ec.pem");
            }
            case 7 -> options.put("smtpd_tls_dcert_file", folder + "/dsa.pem");
            case 5 -> options.put("smtpd_tls_chain_files", folder + "/ec.pem, " + folder + "/rsa.pem");
            default -> {
                options.put("smtpd_tls_cert_file", folder + "/rsa.pem");
                options.put("smtpd_tls_key_file", "$smtpd_tls_cert_file");
            }
        }
    }

    private void maybe(int percent, String name, List<String> values) {
        if (random.nextInt(100) < percent) {
            options.put(name, values.get(random.nextInt(values.size())));
        }
    }
}
