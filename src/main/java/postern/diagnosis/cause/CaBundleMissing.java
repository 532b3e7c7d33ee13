package postern.diagnosis.cause;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import postern.diagnosis.Cause;
import postern.diagnosis.Certainty;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.postfix.Setting;

/// The delivering side checks certificates and has no roots: neither `smtp_tls_CAfile` nor `smtp_tls_CApath`.
public final class CaBundleMissing implements Cause {
    @Override
    public List<Finding> examine(Facts facts) {
        List<Citation> failures = ClientTrust.failures(facts);
        Optional<Setting> file = ClientTrust.setting(facts, "smtp_tls_CAfile");
        Optional<Setting> folder = ClientTrust.setting(facts, "smtp_tls_CApath");
        boolean none = file.filter(Setting::isEmpty).isPresent()
                && folder.filter(Setting::isEmpty).isPresent();
        if (!none && file.isPresent()) {
            return List.of();
        }
        return Findings.cause(
                this,
                facts,
                none ? Certainty.LIKELY : Certainty.POSSIBLE,
                Map.of(),
                failures,
                ClientTrust.bundle(facts));
    }
}
