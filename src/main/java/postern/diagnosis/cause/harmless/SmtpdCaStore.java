package postern.diagnosis.cause.harmless;

import java.util.List;
import java.util.Map;
import postern.diagnosis.Cause;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.cause.answer.Findings;
import postern.diagnosis.cause.file.CafileUnloadable;

/// `smtpd_tls_CAfile` and `smtpd_tls_CApath` are there to check certificates of clients (postconf(5)); nobody trusts
/// the server for them.
public final class SmtpdCaStore implements Cause {
    private static final List<String> NAMES = List.of("smtpd_tls_CAfile", "smtpd_tls_CApath");

    @Override
    public List<Finding> examine(Facts facts) {
        boolean unloadable = !new CafileUnloadable().examine(facts).isEmpty();
        List<Citation> written = facts.evidence().mainCf().stream()
                .filter(_ -> !unloadable)
                .flatMap(given -> given.content().entries().stream()
                        .filter(entry -> NAMES.contains(entry.name()))
                        .map(entry ->
                                Citation.line(given.source(), entry.firstLine(), entry.name() + " = " + entry.value())))
                .toList();
        return Findings.harmless(this, facts, Map.of(), written);
    }
}
