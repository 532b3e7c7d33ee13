package postern.diagnosis.cause.harmless;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import postern.diagnosis.Cause;
import postern.diagnosis.Certainty;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.Role;

/// The level `may`: right for port 25 and for mail to the world (RFC 3207 section 4).
public final class MayOnPort25 implements Cause {
    private static final List<String> LEVELS = List.of("smtpd_tls_security_level", "smtp_tls_security_level");

    @Override
    public List<Finding> examine(Facts facts) {
        return facts.evidence().mainCf().stream()
                .flatMap(given -> LEVELS.stream()
                        .flatMap(name -> given.content().entry(name).stream())
                        .filter(entry -> entry.value().equals("may"))
                        .limit(1)
                        .map(entry -> new Finding(
                                id(),
                                Role.HARMLESS,
                                Certainty.PROVEN,
                                facts.direction(),
                                Map.of("parameter", entry.name()),
                                Stream.of(Citation.line(given.source(), entry.firstLine(), entry.name() + " = may"))
                                        .toList(),
                                List.of())))
                .toList();
    }
}
