package postern.openssl;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import postern.tls.CipherSuite;

/// OpenSSL's rule language for lists of cipher suites, for example
/// `aNULL:-aNULL:HIGH:MEDIUM:+RC4:@STRENGTH:!aNULL`, read exactly as a given build of a given release
/// reads it (`ssl_cipher_process_rulestr` and `ssl_create_cipher_list` in `ssl/ssl_ciph.c`).
///
/// Words that the release does not know are ignored together with their item, without a message.
public final class CipherString {
    private static final String INVALID_COMMAND = "invalid command";
    private static final String NO_CIPHER_MATCH = "no cipher match";
    private static final String DEFAULT = "DEFAULT";
    private static final Map<String, String> SUITE_B = Map.of(
            "SUITEB128ONLY", "ECDHE-ECDSA-AES128-GCM-SHA256",
            "SUITEB128C2", "ECDHE-ECDSA-AES256-GCM-SHA384",
            "SUITEB128", "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384",
            "SUITEB192", "ECDHE-ECDSA-AES256-GCM-SHA384");
    private static final List<String> SUITE_B_WORDS = List.of("SUITEB128ONLY", "SUITEB128C2", "SUITEB128", "SUITEB192");

    private final OpenSslBuild build;
    private final Dialect dialect;
    private final SuiteList list;
    private final List<String> ignored = new ArrayList<>();
    private int securityLevel;
    private boolean valid = true;

    private CipherString(OpenSslBuild build, int securityLevel) {
        this.build = build;
        this.dialect = Dialect.of(build.release());
        this.list = new SuiteList(build.initialOrder(), build.release());
        this.securityLevel = securityLevel;
    }

    /// What the build makes of the string at its own default security level.
    public static CipherSelection evaluate(String string, OpenSslBuild build) {
        return evaluate(string, build, build.defaultSecurityLevel());
    }

    /// What the build makes of the string.
    ///
    /// @param securityLevel the level in force before the string is read, 0 to 5; the string may change it
    ///                      (`@SECLEVEL=1`). Releases before 1.1.0 know no levels and take no notice.
    public static CipherSelection evaluate(String string, OpenSslBuild build, int securityLevel) {
        int level = build.release().isFrom("1.1.0") ? securityLevel : 0;
        CipherString evaluation = new CipherString(build, level);
        evaluation.read(string);
        return evaluation.selection();
    }

    private CipherSelection selection() {
        if (!valid) {
            return new CipherSelection.Rejected(INVALID_COMMAND);
        }
        List<ListedSuite> selected = list.selected();
        // 1.1.1 and 1.1.1a counted the TLS 1.3 suites, which are always there, as a match.
        boolean tls13Counts = !build.tls13Suites().isEmpty() && !build.release().isFrom("1.1.1b");
        if (selected.isEmpty() && !tls13Counts) {
            return new CipherSelection.Rejected(NO_CIPHER_MATCH);
        }
        SecurityLevel level = SecurityLevel.of(securityLevel, build.release());
        List<CipherSuite> usable = new ArrayList<>(
                build.tls13Suites().stream().filter(level::allows).toList());
        for (ListedSuite suite : selected) {
            if (level.allows(suite) && !needsSharedSecret(suite.suite())) {
                usable.add(suite.suite());
            }
        }
        return new CipherSelection.Selected(
                build.tls13Suites(),
                selected.stream().map(ListedSuite::suite).toList(),
                usable,
                securityLevel,
                ignored);
    }

    private static boolean needsSharedSecret(CipherSuite suite) {
        return switch (suite.keyExchange()) {
            case PSK, RSA_PSK, DHE_PSK, ECDHE_PSK, SRP -> true;
            case RSA, DHE, ECDHE, DH, ECDH, KRB5, GOST, ANY -> false;
        };
    }

    private void read(String string) {
        Optional<String> suiteB = suiteB(string);
        if (suiteB.isPresent()) {
            readItems(suiteB.get());
        } else if (string.startsWith(DEFAULT)) {
            readItems(DefaultString.of(build.release()));
            ignored.clear();
            int rest = string.startsWith(":", DEFAULT.length()) ? DEFAULT.length() + 1 : DEFAULT.length();
            readItems(string.substring(rest));
        } else {
            readItems(string);
        }
    }

    /// A string that begins with a word of Suite B (RFC 6460) is replaced as a whole from 1.0.2 on.
    private Optional<String> suiteB(String string) {
        return build.release().isFrom("1.0.2")
                ? SUITE_B_WORDS.stream().filter(string::startsWith).findFirst().map(SUITE_B::get)
                : Optional.empty();
    }

    private void readItems(String string) {
        var scanner = new ItemScanner(string, build.release());
        while (scanner.nextItem()) {
            if (scanner.isCommand()) {
                command(scanner);
            } else {
                item(scanner);
            }
        }
    }

    private void command(ItemScanner scanner) {
        String word = scanner.word();
        if (word.equals("STRENGTH")) {
            list.sortByStrength();
        } else if (build.release().isFrom("1.1.0") && word.matches("SECLEVEL=[0-5]")) {
            securityLevel = word.charAt(word.length() - 1) - '0';
        } else {
            valid = false;
        }
        scanner.skipItem();
    }

    private void item(ItemScanner scanner) {
        WordPattern pattern = joinedWords(scanner);
        if (pattern == null) {
            scanner.skipItem();
            if (valid) {
                ignored.add(scanner.item());
            }
        } else {
            list.apply(scanner.rule(), pattern);
        }
    }

    /// The words of an item, joined; null if the item is to be ignored or cannot be read.
    private @Nullable WordPattern joinedWords(ItemScanner scanner) {
        WordPattern joined = null;
        while (true) {
            String text = scanner.word();
            if (text.isEmpty()) {
                valid = false;
                return null;
            }
            boolean more = scanner.skipPlus();
            WordPattern word = build.word(text);
            if (word == null) {
                return null;
            }
            joined = joined == null ? word : join(joined, word);
            // In 0.9.8 the name of a suite ends the item: what follows a "+" is an item of its own.
            boolean ended = dialect == Dialect.OPENSSL_0_9_8 && word.exact() != null;
            if (joined == null || !more || ended) {
                return joined;
            }
        }
    }

    private @Nullable WordPattern join(WordPattern left, WordPattern right) {
        return switch (dialect) {
            case OPENSSL_0_9_8 -> left.andWithin(right);
            case OPENSSL_1_0 -> left.andSharing(right).orElse(null);
            case OPENSSL_1_1_0, OPENSSL_1_1_1 ->
                left.forgetting(right).andSharing(right).orElse(null);
        };
    }
}
