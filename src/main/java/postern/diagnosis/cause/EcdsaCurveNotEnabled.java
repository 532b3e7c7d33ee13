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

/// The curve of the certificate is not among those that are enabled.
public final class EcdsaCurveNotEnabled implements Cause {
    private static final Pattern LOGGED = Pattern.compile("wrong curve|unsupported elliptic curve");

    private static final Pattern SHOWN = Pattern.compile("secp(?:384|521)r1|NIST CURVE: P-(?:384|521)");
    private static final Pattern MET = Pattern.compile("no shared cipher");

    @Override
    public List<Finding> examine(Facts facts) {
        return Findings.cause(
                this,
                facts,
                Certainty.LIKELY,
                Map.of(),
                Stream.concat(Logs.saying(LOGGED, facts).stream(), byGrade(facts))
                        .toList(),
                List.of(Change.mainCf("smtpd_tls_eecdh_grade", "auto"), Change.command("postfix reload")));
    }

    /// The grade `strong` means P-256 alone (Postfix `src/tls/tls_dh.c`), so
    /// that a certificate with another curve cannot be used.
    private static Stream<Citation> byGrade(Facts facts) {
        List<Citation> shown = Logs.saying(SHOWN, facts);
        List<Citation> met = Logs.saying(MET, facts);
        return facts.mailService().stream()
                .map(service -> service.settings().get("smtpd_tls_eecdh_grade"))
                .filter(grade -> !grade.isDefault() && grade.value().equals("strong"))
                .filter(_ -> !shown.isEmpty() && (!met.isEmpty() || failed(facts)))
                .flatMap(grade -> Stream.of(facts.citation(grade), shown.getFirst()));
    }

    private static boolean failed(Facts facts) {
        return facts.realSenders().stream().anyMatch(sender -> sender.failed() > 0);
    }
}
