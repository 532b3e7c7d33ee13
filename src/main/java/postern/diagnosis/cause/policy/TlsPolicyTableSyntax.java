package postern.diagnosis.cause.policy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import postern.diagnosis.Cause;
import postern.diagnosis.Certainty;
import postern.diagnosis.Change;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.Target;
import postern.diagnosis.cause.answer.Findings;
import postern.diagnosis.cause.clue.Logs;
import postern.diagnosis.cause.delivery.PolicyTable;

/// A malformed entry of the TLS policy table (Postfix `src/smtp/smtp_tls_policy.c`).
public final class TlsPolicyTableSyntax implements Cause {
    private static final Pattern LOGGED = Pattern.compile(
            "malformed attribute/value pair|invalid security level \"|invalid empty policy|attribute \"[^\"]*\" (?:invalid at security level|has empty value|has bad value|has a malformed value|is specified multiple times)");

    private static final Pattern QUEUED = Pattern.compile("client TLS configuration problem");
    /// What is left of a list of versions that was torn apart.
    private static final Pattern TORN = Pattern.compile("=|!?(?:SSLv|TLSv)[0-9.]+.*");

    @Override
    public List<Finding> examine(Facts facts) {
        List<Citation> logged = Logs.saying(LOGGED, facts);
        return logged.isEmpty()
                ? Findings.cause(this, facts, Certainty.LIKELY, Map.of(), written(facts), fix(facts))
                : Findings.cause(this, facts, Certainty.PROVEN, Map.of(), logged, fix(facts));
    }

    /// Entries with words that are no attributes, where mail waits for its configuration or the words are of a list.
    private static List<Citation> written(Facts facts) {
        List<Citation> waiting = Logs.saying(QUEUED, facts);
        List<Citation> entries = PolicyTable.lines(facts).stream()
                .filter(line -> line.entry().malformed().stream()
                        .anyMatch(word -> TORN.matcher(word).matches()
                                || (!waiting.isEmpty()
                                        && !line.entry().attributes().isEmpty())))
                .map(PolicyTable.Line::citation)
                .toList();
        return entries.isEmpty()
                ? List.of()
                : Stream.concat(entries.stream(), waiting.stream()).toList();
    }

    /// The entries with their lists joined by colons: blanks and commas end an attribute.
    private static List<Change> fix(Facts facts) {
        Map<PolicyTable.Line, String> right = new LinkedHashMap<>();
        PolicyTable.lines(facts).stream()
                .filter(line -> !line.entry().malformed().isEmpty()
                        && !joined(line.entry().text()).equals(line.entry().text()))
                .forEach(line -> right.put(line, joined(line.entry().text())));
        return right.isEmpty() ? List.of(Change.at(Target.TLS_POLICY)) : PolicyTable.replacing(facts, right);
    }

    private static String joined(String text) {
        return text.replaceAll("\\s*=\\s*", "=").replaceAll("[\\s,]+(?=!?(?:SSLv|TLSv)[0-9.]+)", ":");
    }
}
