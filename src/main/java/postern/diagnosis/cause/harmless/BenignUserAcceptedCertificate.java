package postern.diagnosis.cause.harmless;

import java.util.List;
import java.util.Map;
import postern.diagnosis.Cause;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.cause.answer.Findings;
import postern.diagnosis.cause.clue.Refusal;

/// A client refused the certificate and then the same client got in: somebody was asked and agreed.
public final class BenignUserAcceptedCertificate implements Cause {
    @Override
    public List<Finding> examine(Facts facts) {
        return Findings.harmless(
                this,
                facts,
                Map.of(),
                Refusal.citations(facts, Refusal.in(facts).stream().filter(Refusal::cameBack)));
    }
}
