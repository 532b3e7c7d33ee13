package postern.diagnosis.cause;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import postern.certificate.ChainFact;
import postern.diagnosis.Cause;
import postern.diagnosis.Certainty;
import postern.diagnosis.Change;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.Target;
import postern.evidence.Problem;

/// The path as sent ends in an expired root; current software finds another.
public final class ChainExpiredRoot implements Cause {
    /// X509_V_ERR_CERT_HAS_EXPIRED.
    private static final int HAS_EXPIRED = 10;

    @Override
    public List<Finding> examine(Facts facts) {
        if (facts.direction() == Problem.OUTBOUND) {
            return List.of();
        }
        Stream<Citation> shown = ShownCertificates.in(facts).stream()
                .filter(it -> it.facts().contains(ChainFact.ROOT_EXPIRED)
                        && !it.facts().contains(ChainFact.LEAF_EXPIRED))
                .map(ShownCertificates::citation);
        Stream<Citation> complained = facts.evidence().transcripts().stream()
                .flatMap(run -> run.complaints().stream()
                        .filter(it -> it.code() == HAS_EXPIRED && it.depth() >= 2)
                        .map(it -> Citation.line(run.source(), it.line(), it.text())));
        return Findings.cause(
                this,
                facts,
                Certainty.LIKELY,
                Map.of("subject", "a certificate above the server's own", "date", "an earlier day"),
                Stream.concat(complained, shown).toList(),
                List.of(Change.at(Target.FILE), Change.command("postfix reload")));
    }
}
