package postern.diagnosis.cause;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import postern.diagnosis.Cause;
import postern.diagnosis.Certainty;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;

/// `smtp_tls_CAfile` is not the system's bundle of roots, and the check finds no root in it.
public final class CaBundleWrongFile implements Cause {
    @Override
    public List<Finding> examine(Facts facts) {
        return ClientTrust.setting(facts, "smtp_tls_CAfile").stream()
                .filter(setting -> !setting.isEmpty() && !ClientTrust.isSystemBundle(setting))
                .filter(_ -> !ClientTrust.failures(facts).isEmpty())
                .flatMap(setting -> Findings.cause(
                        this,
                        facts,
                        Certainty.LIKELY,
                        Map.of("file", setting.value()),
                        Stream.concat(Stream.of(facts.citation(setting)), ClientTrust.failures(facts).stream())
                                .toList(),
                        ClientTrust.bundle(facts))
                        .stream())
                .toList();
    }
}
