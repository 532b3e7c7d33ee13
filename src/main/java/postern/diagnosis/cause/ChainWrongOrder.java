package postern.diagnosis.cause;

import java.util.List;
import java.util.Map;
import postern.certificate.ChainFact;
import postern.diagnosis.Cause;
import postern.diagnosis.Certainty;
import postern.diagnosis.Change;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.Target;
import postern.evidence.Problem;

/// The certificates do not follow one another (RFC 5246 section 7.4.2). OpenSSL sorts them; others do not.
public final class ChainWrongOrder implements Cause {
    @Override
    public List<Finding> examine(Facts facts) {
        return ShownCertificates.in(facts).stream()
                .filter(_ -> facts.direction() != Problem.OUTBOUND)
                .filter(shown -> shown.facts().contains(ChainFact.WRONG_ORDER))
                .limit(1)
                .flatMap(shown -> Findings.cause(
                        this,
                        facts,
                        Certainty.LIKELY,
                        Map.of(
                                "subject",
                                shown.chain()
                                        .leaf()
                                        .map(leaf -> leaf.shortName())
                                        .orElse("?")),
                        List.of(shown.citation()),
                        List.of(Change.at(Target.FILE), Change.command("postfix reload")))
                        .stream())
                .toList();
    }
}
