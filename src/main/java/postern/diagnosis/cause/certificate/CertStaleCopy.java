package postern.diagnosis.cause.certificate;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import postern.diagnosis.Cause;
import postern.diagnosis.Certainty;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.cause.answer.CertificateFix;
import postern.diagnosis.cause.answer.Findings;
import postern.diagnosis.cause.chain.Outdated;
import postern.diagnosis.cause.sni.SniMapStale;

/// The daemons load a forgotten copy; the renewed certificate lies elsewhere.
public final class CertStaleCopy implements Cause {
    @Override
    public List<Finding> examine(Facts facts) {
        Optional<Outdated> outdated = Outdated.in(facts)
                .filter(_ -> SniMapStale.ofRenewed(facts).isEmpty())
                .filter(it -> it.isCopy());
        List<Citation> evidence = outdated.map(Outdated::citations).orElse(List.of());
        return Findings.cause(this, facts, Certainty.LIKELY, Map.of(), evidence, CertificateFix.replace(facts));
    }
}
