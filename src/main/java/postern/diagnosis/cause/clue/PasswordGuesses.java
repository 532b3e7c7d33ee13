package postern.diagnosis.cause.clue;

import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;

/// Wrong passwords of hosts without a name. Whoever checks passwords has answered, so nothing is wrong with it;
/// and such hosts try passwords at every server.
public final class PasswordGuesses {
    /// Postfix (`src/smtpd/smtpd_sasl_glue.c`) puts behind the colon what it was last told: a word for a wrong
    /// password, or the question that came before, in Base64 (`Username:`, `Password:`).
    private static final Pattern WRONG =
            Pattern.compile("warning: unknown\\[([^\\]]{2,45})\\]: SASL [A-Z0-9-]{1,20} authentication failed:?"
                    + "(?: (?:authentication failure|VXNlcm5hbWU6|UGFzc3dvcmQ6|\\(reason unavailable\\)).*)?\\s*$");

    private PasswordGuesses() {}

    /// Whether a line is such a guess.
    public static boolean is(Citation line) {
        return WRONG.matcher(line.text()).find();
    }

    /// The addresses of some who guess: of many the log keeps a few.
    public static Set<String> hosts(Facts facts) {
        return in(facts).stream().map(PasswordGuesses::host).collect(Collectors.toSet());
    }

    /// The lines of a log that tell of them.
    public static List<Citation> in(Facts facts) {
        return facts.lines(WRONG);
    }

    /// The host that a line is about.
    public static String host(Citation line) {
        Matcher wrong = WRONG.matcher(line.text());
        return wrong.find() ? wrong.group(1) : "";
    }
}
