package postern.diagnosis.cause;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import postern.diagnosis.Cause;
import postern.diagnosis.Certainty;
import postern.diagnosis.Change;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.Phrase;
import postern.diagnosis.Target;
import postern.evidence.Problem;
import postern.tls.Answer;

/// The certificate lacks the name that others rightly use (RFC 9525 section 6).
public final class CertHostnameMismatch implements Cause {
    /// X509_V_ERR_HOSTNAME_MISMATCH.
    private static final int HOSTNAME_MISMATCH = 62;

    private static final Pattern SAID = Pattern.compile(
            "(?i)certificate (?:does ?n[o']t|doesn't|did not) match|certificate-host-mismatch|(?<!no )hostname mismatch|Cert Hostname DOES NOT VERIFY|Name in cert doesn't match hostname|host ?name[^.]{0,40}not match");

    @Override
    public List<Finding> examine(Facts facts) {
        Stream<Citation> probed = facts.evidence().scans().stream()
                .flatMap(scan -> scan.chains().stream()
                        .filter(served -> served.assessment().nameMatches() == Answer.NO)
                        .map(_ -> Facts.citation(
                                scan,
                                Phrase.of("seen.lacks-name", scan.endpoint().host()))));
        Stream<Citation> pasted = facts.evidence().transcripts().stream()
                .flatMap(run -> run.complaints().stream()
                        .filter(it -> it.code() == HOSTNAME_MISMATCH)
                        .map(it -> Citation.line(run.source(), it.line(), it.text())));
        List<Citation> evidence = Stream.of(Logs.saying(SAID, facts).stream(), pasted, probed)
                .flatMap(lines -> lines)
                .toList();
        if (facts.direction() == Problem.OUTBOUND) {
            return List.of();
        }
        if (!ShownCertificates.somebodyChecks(facts) && Logs.saying(SAID, facts).isEmpty()) {
            return List.of();
        }
        Optional<String> subject = ShownCertificates.in(facts).stream()
                .flatMap(shown -> shown.chain().leaf().stream())
                .map(leaf -> leaf.shortName())
                .findFirst();
        return Findings.cause(
                this,
                facts,
                Certainty.LIKELY,
                Map.of("subject", subject.orElseGet(() -> Phrase.of("value.certificate")), "host", host(facts)),
                evidence,
                List.of(Change.at(Target.FILE), Change.command("postfix reload")));
    }

    private static String host(Facts facts) {
        return facts.scan().map(scan -> scan.endpoint().host()).orElseGet(() -> Phrase.of("value.server-name"));
    }
}
