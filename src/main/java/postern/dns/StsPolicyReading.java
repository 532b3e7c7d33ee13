package postern.dns;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// What came of reading a policy text.
public sealed interface StsPolicyReading {

    /// A policy.
    record Valid(StsPolicy policy) implements StsPolicyReading {}

    /// Senders treat it as if there were none (RFC 8461 section 3.3).
    ///
    /// @param problems at least one
    record Invalid(List<Problem> problems) implements StsPolicyReading {
        public Invalid {
            problems = List.copyOf(problems);
        }
    }

    /// What is wrong with a policy text.
    enum Problem {
        /// A web page, not a policy.
        WEB_PAGE,
        NO_VERSION,
        OTHER_VERSION,
        NO_MODE,
        UNKNOWN_MODE,
        NO_MX,
        BAD_MX,
        NO_MAX_AGE,
        BAD_MAX_AGE;

        /// The stable word used as message key.
        public String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /// The longest life a policy may have, in seconds: a leap year.
    long LONGEST_LIFE = 31_557_600;

    /// More hosts than any domain has.
    int MOST_HOSTS = 200;

    /// A host name, its first label perhaps a wildcard (RFC 8461 section 3.2, `sts-policy-mx-value`).
    Pattern HOST = Pattern.compile(
            "(?:\\*\\.)?(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)*[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.?");

    /// Reads a policy. Of a field that is given twice the first counts, except `mx`; unknown fields mean nothing.
    public static StsPolicyReading of(String text) {
        if (text.stripLeading().startsWith("<")) {
            return new Invalid(List.of(Problem.WEB_PAGE));
        }
        Map<String, String> fields = new TreeMap<>();
        List<String> hosts = new ArrayList<>();
        text.lines().forEach(line -> {
            int colon = line.indexOf(':');
            if (colon > 0) {
                String name = line.substring(0, colon).strip();
                String value = line.substring(colon + 1).strip();
                if (!name.equals("mx")) {
                    fields.putIfAbsent(name, value);
                } else if (hosts.size() < MOST_HOSTS) {
                    hosts.add(value.toLowerCase(Locale.ROOT));
                }
            }
        });
        return judged(fields, hosts);
    }

    private static StsPolicyReading judged(Map<String, String> fields, List<String> hosts) {
        List<Problem> problems = new ArrayList<>();
        String version = fields.getOrDefault("version", "");
        if (!version.equals("STSv1")) {
            problems.add(version.isEmpty() ? Problem.NO_VERSION : Problem.OTHER_VERSION);
        }
        Optional<StsPolicy.Mode> mode = mode(fields.getOrDefault("mode", ""), problems);
        long maxAge = maxAge(fields.getOrDefault("max_age", ""), problems);
        if (hosts.isEmpty() && mode.filter(StsPolicy.Mode.NONE::equals).isEmpty()) {
            problems.add(Problem.NO_MX);
        }
        if (!hosts.stream().allMatch(host -> HOST.matcher(host).matches())) {
            problems.add(Problem.BAD_MX);
        }
        return problems.isEmpty() && mode.isPresent()
                ? new Valid(new StsPolicy(mode.get(), hosts, maxAge))
                : new Invalid(problems);
    }

    private static Optional<StsPolicy.Mode> mode(String value, List<Problem> problems) {
        for (StsPolicy.Mode mode : StsPolicy.Mode.values()) {
            if (mode.id().equals(value)) {
                return Optional.of(mode);
            }
        }
        problems.add(value.isEmpty() ? Problem.NO_MODE : Problem.UNKNOWN_MODE);
        return Optional.empty();
    }

    private static long maxAge(String value, List<Problem> problems) {
        if (value.isEmpty()) {
            problems.add(Problem.NO_MAX_AGE);
            return 0;
        }
        long seconds = value.matches("[0-9]{1,10}") ? Long.parseLong(value) : Long.MAX_VALUE;
        if (seconds > LONGEST_LIFE) {
            problems.add(Problem.BAD_MAX_AGE);
        }
        return seconds;
    }
}
