package postern.diagnosis.cause.certificate;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import postern.certificate.ChainFact;
import postern.diagnosis.Cause;
import postern.diagnosis.Certainty;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.cause.answer.CertificateFix;
import postern.diagnosis.cause.answer.Findings;
import postern.diagnosis.cause.clue.Logs;
import postern.diagnosis.cause.clue.ShownCertificates;

/// The certificate demands a stapled OCSP answer (RFC 7633), which neither Postfix nor Dovecot can send.
public final class MustStapleWithoutStapling implements Cause {
    private static final Pattern DEMANDED =
            Pattern.compile("^\\s*status_request\\s*$|1\\.3\\.6\\.1\\.5\\.5\\.7\\.1\\.24|(?i:must[- ]staple)");
    private static final Pattern REFUSED =
            Pattern.compile("REQUIRED_TLS_FEATURE_MISSING|OCSP response: no response sent");

    @Override
    public List<Finding> examine(Facts facts) {
        List<Citation> demanded = Stream.concat(
                        ShownCertificates.in(facts).stream()
                                .filter(shown -> shown.facts().contains(ChainFact.MUST_STAPLE))
                                .map(ShownCertificates::citation),
                        Logs.saying(DEMANDED, facts).stream())
                .toList();
        List<Citation> refused = Logs.saying(REFUSED, facts);
        boolean met = !refused.isEmpty()
                || ShownCertificates.refusals(facts).findAny().isPresent();
        return Findings.cause(
                this,
                facts,
                Certainty.LIKELY,
                Map.of(),
                demanded.isEmpty() || !met
                        ? List.of()
                        : Stream.concat(demanded.stream(), refused.stream()).toList(),
                CertificateFix.replace(facts));
    }
}
