package postern.diagnosis.cause;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import postern.diagnosis.Cause;
import postern.diagnosis.Certainty;
import postern.diagnosis.Change;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.Target;

/// The TLSA record does not match the certificate (RFC 7672 section 3).
public final class DaneTlsaMismatch implements Cause {
    private static final Pattern LOGGED = Pattern.compile(
            "not trusted by local or TLSA policy|num=65:|No matching DANE TLSA|tlsa-invalid|TLSA record.{0,80}(?:not correct|does not match|mismatch)");

    private static final Pattern RECORD = Pattern.compile("(?:^|\\s)3 [01] 1 [0-9A-Fa-f]{64}\\b");
    private static final Pattern DIGEST = Pattern.compile("\\b[0-9A-Fa-f]{64}\\b");

    @Override
    public List<Finding> examine(Facts facts) {
        return Findings.cause(
                this,
                facts,
                Certainty.LIKELY,
                Map.of(),
                Stream.concat(Logs.saying(LOGGED, facts).stream(), byDigest(facts))
                        .toList(),
                List.of(Change.at(Target.DNS)));
    }

    /// A published `3 x 1` record and the SHA-256 digest of what the server shows, printed by a command, differ.
    private static Stream<Citation> byDigest(Facts facts) {
        List<Citation> records = Logs.saying(RECORD, facts);
        Set<String> published = digests(records);
        List<Citation> shown = Logs.saying(DIGEST, facts).stream()
                .filter(citation -> !RECORD.matcher(citation.text()).find())
                .toList();
        Set<String> computed = digests(shown);
        return published.isEmpty() || computed.isEmpty() || computed.stream().anyMatch(published::contains)
                ? Stream.empty()
                : Stream.concat(records.stream(), shown.stream());
    }

    private static Set<String> digests(List<Citation> lines) {
        return lines.stream()
                .flatMap(line -> DIGEST.matcher(line.text()).results())
                .map(found -> found.group().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }
}
