package postern.diagnosis.cause;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.Stream;
import postern.certificate.Certificate;
import postern.certificate.ChainFact;
import postern.diagnosis.Cause;
import postern.diagnosis.Certainty;
import postern.diagnosis.Change;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.Phrase;
import postern.diagnosis.Target;
import postern.evidence.Problem;

/// What findings about an expired certificate above the server's own share.
final class ExpiredInChain {
    /// X509_V_ERR_CERT_HAS_EXPIRED.
    private static final int HAS_EXPIRED = 10;

    private ExpiredInChain() {}

    /// Looks for the fact in chains that were seen, and for the complaint at such a depth in pasted sessions.
    static List<Finding> examine(Cause cause, Facts facts, ChainFact fact, IntPredicate depth) {
        if (facts.direction() == Problem.OUTBOUND) {
            return List.of();
        }
        List<ShownCertificates> shown = ShownCertificates.in(facts).stream()
                .filter(it -> it.facts().contains(fact) && !it.facts().contains(ChainFact.LEAF_EXPIRED))
                .toList();
        Stream<Citation> complained = facts.evidence().transcripts().stream()
                .flatMap(run -> run.complaints().stream()
                        .filter(it -> it.code() == HAS_EXPIRED && depth.test(it.depth()))
                        .map(it -> Citation.line(run.source(), it.line(), it.text())));
        return Findings.cause(
                cause,
                facts,
                Certainty.LIKELY,
                values(shown, facts.day().atTime(12, 0).toInstant(ZoneOffset.UTC)),
                Stream.concat(complained, shown.stream().map(ShownCertificates::citation))
                        .toList(),
                List.of(Change.at(Target.FILE), Change.command("postfix reload")));
    }

    /// The certificate and its end, where the certificates themselves are known.
    private static Map<String, String> values(List<ShownCertificates> shown, Instant now) {
        Optional<Certificate> expired = shown.stream()
                .flatMap(it -> it.chain().certificates().stream().skip(1))
                .filter(certificate -> certificate
                        .details()
                        .filter(it -> it.notAfter().isBefore(now))
                        .isPresent())
                .findFirst();
        return Map.of(
                "subject",
                expired.map(Certificate::shortName).orElseGet(() -> Phrase.of("value.issuer")),
                "date",
                expired.flatMap(Certificate::details)
                        .map(it -> LocalDate.ofInstant(it.notAfter(), ZoneOffset.UTC)
                                .toString())
                        .orElseGet(() -> Phrase.of("value.earlier-day")));
    }
}
