package postern.diagnosis.cause.mode;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.cause.clue.Logs;
import postern.evidence.Problem;

/// Logging in to Dovecot without TLS where that is not allowed, by its own log (`src/login-common/client-common.c`,
/// `src/login-common/client-common-auth.c`).
public final class PasswordInClear {
    private static final Pattern REFUSED = Pattern.compile(
            "-login: .*(?:Login failed: SSL required for authentication"
                    + "|Login failed: (?:Plain|Clear)text authentication (?:disabled|disallowed|not allowed)"
                    + "|tried to use (?:unsupported or )?disallowed (?:plain|clear)text auth|cleartext authentication (?:is )?not allowed)");
    private static final Pattern FROM = Pattern.compile("\\brip=([^,\\s]+)");

    /// A password was looked at, and TLS was there: what is said about clear text is about another attempt.
    private static final Pattern TRIED =
            Pattern.compile("-login: .*\\(auth failed, \\d+ attempts.*method=\\S+, .*, TLS\\b");

    private PasswordInClear() {}

    /// The refusals of one client that comes again, or of one in this house; strangers try it every day.
    static Stream<Citation> lines(Facts facts) {
        List<Citation> refused = facts.direction() == Problem.CLIENTS ? Logs.saying(REFUSED, facts) : List.of();
        return refused.stream()
                .filter(line -> refused.stream()
                                        .filter(other -> from(other).equals(from(line)))
                                        .count()
                                > 1
                        || isNear(from(line)));
    }

    /// Whether somebody tried to log in to Dovecot within TLS, and TLS stood.
    public static boolean isTriedWithinTls(Facts facts) {
        return !Logs.saying(TRIED, facts).isEmpty();
    }

    private static String from(Citation line) {
        Matcher from = FROM.matcher(line.text());
        return from.find() ? from.group(1) : "";
    }

    private static boolean isNear(String address) {
        return address.matches("(?:127|10|192\\.168|172\\.(?:1[6-9]|2\\d|3[01]))\\..*|::1|f[cd].*:.*");
    }
}
