package postern.diagnosis.cause;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.evidence.Problem;

/// A mail server that comes again and again, begins TLS, which comes about, and leaves politely before it hands in any
/// mail: it does not accept the certificate. Postfix counts the commands of a session (since 3.0).
final class RepeatedQuit {
    private static final Pattern LEFT =
            Pattern.compile("disconnect from ([A-Za-z][^\\[\\s]*\\.[^\\[\\s]+)\\[[^\\]]*] ehlo=[12] starttls=1 quit=1 commands=[34]$");
    /// Services that look at servers do the same and have no mail.
    private static final Pattern TESTER = Pattern.compile(
            "(?i)scan|probe|check|test|monitor|survey|research|census|shodan|internet\\.nl|hardenize|ssl|uptime|zabbix|nagios");

    private RepeatedQuit() {}

    /// Their lines, for those who ask about other servers; none where the same host delivered.
    static List<Citation> lines(Facts facts) {
        if (facts.direction() != Problem.INBOUND) {
            return List.of();
        }
        List<Citation> left = facts.lines(LEFT);
        Map<String, Long> times = left.stream()
                .collect(Collectors.groupingBy(RepeatedQuit::host, Collectors.counting()));
        return left.stream()
                .filter(line -> times.getOrDefault(host(line), 0L) > 1)
                .filter(line -> !TESTER.matcher(host(line)).find())
                .filter(line -> facts.lines(Pattern.compile("client=" + Pattern.quote(host(line)) + "\\["))
                        .isEmpty())
                .toList();
    }

    private static String host(Citation line) {
        Matcher left = LEFT.matcher(line.text());
        return left.find() ? left.group(1) : "";
    }
}
