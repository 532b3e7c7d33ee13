package postern.diagnosis.cause.answer;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import postern.diagnosis.Certainty;
import postern.diagnosis.Change;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.Role;
import postern.diagnosis.cause.clue.ShownCertificates;

/// The shape shared by findings about the certificate: they matter to those who check it. Servers that
/// deliver with opportunistic TLS do not (RFC 7435), so without anybody who checks it is only advice.
public final class CertificateFinding {
    private CertificateFinding() {}

    /// The finding whose fix is another certificate.
    public static Finding of(String id, Facts facts, Map<String, CharSequence> values, Stream<Citation> evidence) {
        return of(id, facts, values, evidence, CertificateFix.replace(facts));
    }

    /// The finding with a fix of its own.
    public static Finding of(
            String id, Facts facts, Map<String, CharSequence> values, Stream<Citation> evidence, List<Change> fix) {
        boolean matters = ShownCertificates.somebodyChecks(facts);
        List<Citation> refusals = ShownCertificates.refusals(facts).limit(3).toList();
        return new Finding(
                id,
                matters ? Role.CAUSE : Role.ADVICE,
                refusals.isEmpty() && matters ? Certainty.LIKELY : Certainty.PROVEN,
                facts.direction(),
                values,
                Stream.concat(evidence, refusals.stream()).toList(),
                fix);
    }
}
