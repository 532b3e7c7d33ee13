package postern.evidence;

/// Letters without which no secret is known as one. A log has a million lines without them, which need not be asked
/// for every kind of secret.
final class SuspectLetters {
    private SuspectLetters() {}

    /// Whether there are any in a line, in small letters or capitals.
    static boolean areIn(String line) {
        for (int at = 0; at < line.length(); at++) {
            if (beginAt(line, at)) {
                return true;
            }
        }
        return false;
    }

    private static boolean beginAt(String line, int at) {
        return switch (line.charAt(at)) {
            case 'p', 'P' -> any(line, at, "pass", "pw", "psk");
            case 'a', 'A' -> any(line, at, "auth", "api", "akia", "asia");
            case 's', 'S' -> any(line, at, "secret", "static:", "sg.", "sk-", "sk_");
            case 't', 'T' -> any(line, at, "token");
            case 'm', 'M' -> any(line, at, "master-key");
            case 'k', 'K' -> any(line, at, "key-") && isHexadecimal(line, at + 4) && isHexadecimal(line, at + 5);
            case 'g', 'G' -> any(line, at, "ghp_", "gho_", "ghu_", "ghs_", "ghr_", "glpat-");
            case 'x', 'X' -> any(line, at, "xox");
            case 'r', 'R' -> any(line, at, "rk-", "rk_");
            case 'e', 'E' -> any(line, at, "eyj");
            case '_' -> any(line, at, "_pat_");
            case '-' -> any(line, at, "-ap ", "-ap=", "--user", "--proxy-user");
            case ':' -> any(line, at, "://");
            default -> false;
        };
    }

    private static boolean any(String line, int at, String... wanted) {
        for (String word : wanted) {
            if (line.regionMatches(true, at, word, 0, word.length())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isHexadecimal(String line, int at) {
        return at < line.length() && Character.digit(line.charAt(at), 16) >= 0;
    }
}
