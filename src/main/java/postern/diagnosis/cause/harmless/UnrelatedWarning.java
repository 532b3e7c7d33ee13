package postern.diagnosis.cause.harmless;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import postern.diagnosis.Cause;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.cause.answer.Findings;
import postern.diagnosis.cause.clue.Logs;
import postern.diagnosis.cause.file.NoCertificateConfigured;

/// Remarks of Postfix and Dovecot without bearing on the TLS that senders and mail programs meet.
public final class UnrelatedWarning implements Cause {
    private static final Pattern LOGGED =
            Pattern.compile("NIS domain name not set|is older than source file|and /etc/\\S+ differ"
                    + "|post(?:map|alias): warning: .*(?:duplicate entry|expected format|record is in)");
    private static final String ENTROPY = "tls_random_source";

    @Override
    public List<Finding> examine(Facts facts) {
        Stream<Citation> written = facts.evidence().mainCf().stream()
                .flatMap(given -> given
                        .content()
                        .entry(ENTROPY)
                        .filter(entry -> entry.value().equals("dev:/dev/urandom"))
                        .map(entry -> Citation.line(given.source(), entry.firstLine(), ENTROPY + " = " + entry.value()))
                        .stream());
        return Findings.harmless(
                this,
                facts,
                Map.of(),
                Stream.of(
                                Logs.saying(LOGGED, facts).stream(),
                                Logs.saying(NoCertificateConfigured.OF_LMTP, facts).stream(),
                                written)
                        .flatMap(lines -> lines)
                        .toList());
    }
}
