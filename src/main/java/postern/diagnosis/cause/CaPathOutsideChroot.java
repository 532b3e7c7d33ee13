package postern.diagnosis.cause;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import postern.diagnosis.Cause;
import postern.diagnosis.Certainty;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.postfix.Setting;

/// The folder of roots lies outside the chroot of the delivering process, which opens it only when it is needed
/// (`smtp_tls_CApath` in postconf(5)).
public final class CaPathOutsideChroot implements Cause {
    @Override
    public List<Finding> examine(Facts facts) {
        boolean noFile = ClientTrust.setting(facts, "smtp_tls_CAfile")
                .filter(Setting::isEmpty)
                .isPresent();
        return ClientTrust.setting(facts, "smtp_tls_CApath").stream()
                .filter(folder -> noFile && !folder.isEmpty() && ClientTrust.inChroot(facts))
                .filter(_ -> !ClientTrust.failures(facts).isEmpty())
                .flatMap(folder -> Findings.cause(
                        this,
                        facts,
                        Certainty.LIKELY,
                        Map.of("file", folder.value()),
                        Stream.concat(Stream.of(facts.citation(folder)), ClientTrust.failures(facts).stream())
                                .toList(),
                        ClientTrust.bundle(facts))
                        .stream())
                .toList();
    }
}
