package postern.diagnosis.cause.trust;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import postern.diagnosis.Cause;
import postern.diagnosis.Certainty;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.Phrase;
import postern.diagnosis.cause.answer.Findings;
import postern.diagnosis.cause.delivery.ClientTrust;
import postern.postfix.Setting;

/// `smtp_tls_CAfile` is not the system's bundle of roots, and the check finds no root in it.
public final class CaBundleWrongFile implements Cause {
    @Override
    public List<Finding> examine(Facts facts) {
        return facts.evidence().mainCf().isPresent() ? bySettings(facts) : byFailure(facts);
    }

    private List<Finding> bySettings(Facts facts) {
        return ClientTrust.setting(facts, "smtp_tls_CAfile").stream()
                .filter(setting -> !setting.isEmpty() && !ClientTrust.isSystemBundle(setting))
                .flatMap(setting ->
                        finding(facts, setting.value(), met(facts, setting), Stream.of(facts.citation(setting)))
                                .stream())
                .toList();
    }

    /// The own certificate is nobody's root, whether a log shows it or not.
    private static List<Citation> met(Facts facts, Setting file) {
        boolean own = ClientTrust.setting(facts, "smtpd_tls_cert_file")
                .filter(certificate -> certificate.value().equals(file.value()))
                .isPresent();
        List<Citation> failures = ClientTrust.failures(facts);
        return failures.isEmpty() && own && !ClientTrust.isSatisfied(facts) ? ClientTrust.demanded(facts) : failures;
    }

    private List<Finding> byFailure(Facts facts) {
        return finding(
                facts,
                Phrase.of("value.not-given"),
                ClientTrust.failures(facts).stream()
                        .filter(ClientTrust::holdsSome)
                        .toList(),
                Stream.of());
    }

    private List<Finding> finding(Facts facts, CharSequence file, List<Citation> met, Stream<Citation> settings) {
        return Findings.cause(
                this,
                facts,
                Certainty.LIKELY,
                Map.of("file", file),
                met.isEmpty()
                        ? List.of()
                        : Stream.concat(settings, met.stream()).toList(),
                ClientTrust.bundle(facts));
    }
}
