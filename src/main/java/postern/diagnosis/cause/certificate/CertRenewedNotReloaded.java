package postern.diagnosis.cause.certificate;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import postern.diagnosis.Cause;
import postern.diagnosis.Certainty;
import postern.diagnosis.Change;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.Target;
import postern.diagnosis.cause.answer.CertificateFix;
import postern.diagnosis.cause.answer.Findings;
import postern.diagnosis.cause.chain.Outdated;
import postern.diagnosis.cause.sni.SniMapStale;

/// The renewed certificate lies where the daemons look for it, and they still serve the one they read when they began.
public final class CertRenewedNotReloaded implements Cause {
    @Override
    public List<Finding> examine(Facts facts) {
        Optional<Outdated> outdated = Outdated.in(facts)
                .filter(_ -> SniMapStale.ofRenewed(facts).isEmpty())
                .filter(it -> !it.isCopy());
        List<Citation> evidence = outdated.map(Outdated::citations).orElse(List.of());
        return Findings.cause(this, facts, Certainty.LIKELY, Map.of(), evidence, fix(facts, outdated));
    }

    /// A reload; where nobody said which file the daemons load, that may be another than the renewed one.
    private static List<Change> fix(Facts facts, Optional<Outdated> outdated) {
        boolean unknown = outdated.filter(
                        it -> it.files().isEmpty() && it.renewal().file().isEmpty())
                .isPresent();
        return unknown
                ? Stream.concat(CertificateFix.reload(facts).stream(), Stream.of(Change.at(Target.FILE)))
                        .toList()
                : CertificateFix.reload(facts);
    }
}
