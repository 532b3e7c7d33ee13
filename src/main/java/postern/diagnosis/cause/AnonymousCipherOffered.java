package postern.diagnosis.cause;

import java.util.List;
import java.util.Map;
import postern.diagnosis.Cause;
import postern.diagnosis.Certainty;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.Phrase;
import postern.diagnosis.Role;
import postern.probe.Scan;
import postern.probe.Service;
import postern.tls.CipherSuite;
import postern.tls.VersionSupport;

/// A look at port 25 finds suites without a certificate. Postfix offers them on purpose to clients that
/// do not verify anyway (TLS_README, "Server-side TLS cipher").
public final class AnonymousCipherOffered implements Cause {
    @Override
    public List<Finding> examine(Facts facts) {
        return facts.evidence().scans().stream()
                .filter(scan -> scan.endpoint().service() == Service.SMTP)
                .filter(scan -> !anonymous(scan).isEmpty())
                .limit(1)
                .map(scan -> new Finding(
                        id(),
                        Role.HARMLESS,
                        Certainty.PROVEN,
                        facts.direction(),
                        Map.of("suites", Phrase.list(anonymous(scan))),
                        List.of(Facts.citation(scan, Phrase.of("seen.accepts", Phrase.list(anonymous(scan))))),
                        List.of()))
                .toList();
    }

    private static List<CipherSuite> anonymous(Scan scan) {
        return scan.server().versions().values().stream()
                .filter(VersionSupport.Accepted.class::isInstance)
                .flatMap(support -> ((VersionSupport.Accepted) support).suites().items().stream())
                .filter(CipherSuite::isAnonymous)
                .distinct()
                .toList();
    }
}
