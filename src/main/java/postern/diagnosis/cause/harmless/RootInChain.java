package postern.diagnosis.cause.harmless;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import postern.certificate.Certificate;
import postern.certificate.ChainFact;
import postern.diagnosis.Cause;
import postern.diagnosis.Certainty;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.Phrase;
import postern.diagnosis.Role;
import postern.diagnosis.cause.answer.Findings;
import postern.diagnosis.cause.clue.Logs;
import postern.diagnosis.cause.clue.ShownCertificates;

/// The root is sent along, after the certificates that need it. Everybody who would check must have it
/// already (RFC 8446 section 4.4.2), so it is superfluous and harmless.
public final class RootInChain implements Cause {
    /// As SSL Labs puts it.
    private static final Pattern ANCHOR = Pattern.compile("(?i)chain issues:?\\s.*contains anchor");

    @Override
    public List<Finding> examine(Facts facts) {
        List<ShownCertificates> shown = ShownCertificates.in(facts).stream()
                .filter(it -> it.facts().contains(ChainFact.ROOT_INCLUDED))
                .filter(it -> !it.facts().contains(ChainFact.ROOT_EXPIRED))
                .toList();
        if (shown.isEmpty()) {
            return Findings.harmless(
                    this, facts, Map.of("subject", Phrase.of("value.root")), Logs.saying(ANCHOR, facts));
        }
        List<Certificate> sent = shown.getFirst().chain().certificates();
        // It may stand anywhere above the server's own.
        String root = sent.stream()
                .skip(1)
                .filter(Certificate::isSelfIssued)
                .findFirst()
                .orElseGet(sent::getLast)
                .shortName();
        return List.of(new Finding(
                id(),
                Role.HARMLESS,
                Certainty.PROVEN,
                facts.direction(),
                Map.of("subject", root),
                shown.stream().map(ShownCertificates::citation).toList(),
                List.of()));
    }
}
