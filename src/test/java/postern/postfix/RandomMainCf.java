package postern.postfix;

import java.util.List;
import java.util.Random;

/// Makes up files of configuration that use the whole grammar.
final class RandomMainCf {
    private static final List<String> NAMES = List.of(
            "smtpd_tls_protocols",
            "smtpd_tls_mandatory_protocols",
            "smtpd_tls_cert_file",
            "smtpd_tls_key_file",
            "smtpd_tls_CAfile",
            "smtp_tls_CApath",
            "smtpd_tls_exclude_ciphers",
            "tls_medium_cipherlist",
            "smtpd_starttls_timeout",
            "smtpd_banner",
            "smtpd_client_restrictions",
            "mydestination",
            "relay_domains",
            "smtpd_tls_protocol",
            "SMTPD_USE_TLS",
            "own",
            "own_2",
            "other",
            "smtpd_use_tls");
    private static final List<String> WORDS = List.of(
            "yes",
            "no",
            "!SSLv2,",
            ">=TLSv1.2",
            "a",
            "$own",
            "${own}",
            "$(own_2)",
            "$$",
            "${own?x y}",
            "${own:z}",
            "${nosuch?a}",
            "${nosuch:b}",
            "${own?{yes}:{no}}",
            "${ own_2 ? {t} : {f} }",
            "${nosuch?{t}}",
            "${nosuch:{f g}}",
            "${{$own} == {a} ? {same} : {other}}",
            "${{10} < {9} ? {t} : {f}}",
            "${{3.10} < {3.9} ? {t} : {f}}",
            "${{a}!={b}?{t}:{f}}",
            "${{$compatibility_level} <level {3.6} ? {old} : {new}}",
            "${{b} >= {a}}",
            "${own?{a ${other} b}:{c}}",
            "{b  c}",
            "#",
            "\"q\"",
            "=",
            "a=b",
            "/etc/ssl/mail.pem",
            "$smtpd_tls_cert_file",
            "ldap:own",
            "${{1} <= {1} ? $own : x}",
            "é",
            "$other",
            "$nosuch",
            "x$own.y",
            "x${own}y",
            "${smtpd_tls_key_file}",
            "$mail_name");
    private static final List<String> BROKEN = List.of(
            "${own",
            "$",
            "$ x",
            "${}",
            "${a-b}",
            "${own?{t}{f}}",
            "${{a} ~ {b}}",
            "${{a} == b}",
            "$(x",
            "${{a} <level {b}}");
    private static final List<String> ENDS = List.of("\n", "\n", "\n", "\n", "\r\n", " \n", "\t\n");
    private static final List<String> EQUALS = List.of(" = ", "=", " =", "= ", "\t=\t", "  =   ");

    private RandomMainCf() {}

    static String next(Random random) {
        var text = new StringBuilder();
        int lines = 1 + random.nextInt(12);
        for (int line = 0; line < lines; line++) {
            switch (random.nextInt(12)) {
                case 0 ->
                    text.append("# smtpd_tls_cert_file = ")
                            .append(pick(WORDS, random))
                            .append('\n');
                case 1 -> text.append(pick(List.of("\n", "  \n", "\t\n", " # indented\n"), random));
                case 2 -> {
                    if (!text.isEmpty()) {
                        text.append(pick(List.of(" ", "\t", "    "), random))
                                .append(words(random))
                                .append('\n');
                    }
                }
                default ->
                    text.append(pick(NAMES, random))
                            .append(pick(EQUALS, random))
                            .append(words(random))
                            .append(pick(ENDS, random));
            }
        }
        if (random.nextInt(40) == 0) {
            text.append(pick(List.of("nonsense\n", "= x\n", "a b = c\n"), random));
        }
        return text.toString();
    }

    private static String words(Random random) {
        var words = new StringBuilder();
        int count = random.nextInt(5);
        for (int word = 0; word < count; word++) {
            words.append(random.nextInt(60) == 0 ? pick(BROKEN, random) : pick(WORDS, random))
                    .append(pick(List.of(" ", "  ", "\t", ", "), random));
        }
        return words.toString();
    }

    private static String pick(List<String> choices, Random random) {
        return choices.get(random.nextInt(choices.size()));
    }
}
