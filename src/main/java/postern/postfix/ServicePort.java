package postern.postfix;

import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The port a service of `master.cf` listens on, from its name: `smtp`, `587`, `127.0.0.1:10025`, `[::1]:25`.
final class ServicePort {
    private static final Map<String, Integer> USUAL =
            Map.of("smtp", 25, "smtps", 465, "urd", 465, "submissions", 465, "submission", 587);
    private static final Pattern LAST_PART = Pattern.compile("(?:.*:)?([A-Za-z][\\w-]*|\\d{1,5})", Pattern.DOTALL);

    private ServicePort() {}

    /// Empty for a name that is neither a number nor a usual one.
    static OptionalInt of(String name) {
        Matcher matcher = LAST_PART.matcher(name);
        if (!matcher.matches()) {
            return OptionalInt.empty();
        }
        String part = matcher.group(1);
        if (Character.isDigit(part.charAt(0))) {
            int port = Integer.parseInt(part);
            return port > 0 && port < 65536 ? OptionalInt.of(port) : OptionalInt.empty();
        }
        Integer usual = USUAL.get(part);
        return usual == null ? OptionalInt.empty() : OptionalInt.of(usual);
    }
}
