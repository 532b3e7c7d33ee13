package postern.diagnosis.cause;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import postern.diagnosis.Cause;
import postern.diagnosis.Certainty;
import postern.diagnosis.Change;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.Role;
import postern.diagnosis.Target;

/// A client refuses the certificate (alerts 42, 46 and 48 of RFC 8446 section 6.2) and nothing given shows a fault of
/// the certificate.
public final class ClientDistrustsCert implements Cause {
    private static final Pattern DISTRUST = Pattern.compile("unknown ca|bad certificate|certificate unknown");

    /// Faults of the certificate that explain such an alert.
    private static final List<Cause> FAULTS = List.of(
            new CertSelfSignedOrDefault(),
            new ChainMissingIntermediate(),
            new ChainWrongOrder(),
            new CertExpired(),
            new ChainExpiredIntermediate(),
            new ChainExpiredRoot(),
            new CertHostnameMismatch(),
            new ClientUsesWrongName(),
            new RootTooNewForClient(),
            new CertTooWeak(),
            new MustStapleWithoutStapling(),
            new CertNotYetValid(),
            new CertStaleCopy(),
            new CertRenewedNotReloaded(),
            new SniMapStale(),
            new SniMapPatternWrong(),
            new CertPurposeWrong(),
            new WrongDefaultCertWithoutSni(),
            new TlsInterception(),
            new DaneTlsaMismatch());

    @Override
    public List<Finding> examine(Facts facts) {
        List<Citation> refusals = Stream.concat(
                        ClientWords.refusing(facts, DISTRUST).stream(), GaveUpOnTls.lines(facts).stream())
                .toList();
        if (refusals.isEmpty() || explained(facts)) {
            return List.of();
        }
        List<Change> fix = CertificateFix.replace(facts);
        return Findings.cause(
                this,
                facts,
                Certainty.POSSIBLE,
                Map.of(),
                refusals,
                Stream.concat(fix.stream(), Stream.of(Change.at(Target.CLIENT))).toList());
    }

    private static boolean explained(Facts facts) {
        return FAULTS.stream()
                .flatMap(fault -> fault.examine(facts).stream())
                .anyMatch(finding -> finding.role() == Role.CAUSE);
    }
}
