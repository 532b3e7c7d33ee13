package postern.diagnosis.cause.chain;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import postern.certificate.ChainFact;
import postern.diagnosis.Cause;
import postern.diagnosis.Certainty;
import postern.diagnosis.Change;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.Phrase;
import postern.diagnosis.Target;
import postern.diagnosis.cause.answer.CertificateFix;
import postern.diagnosis.cause.answer.Findings;
import postern.diagnosis.cause.clue.Logs;
import postern.diagnosis.cause.clue.ShownCertificates;
import postern.evidence.Problem;

/// The certificates do not follow one another (RFC 5246 section 7.4.2). OpenSSL sorts them; others do not.
public final class ChainWrongOrder implements Cause {
    /// SSL Labs and its like, GnuTLS, Go (`crypto/x509`, of a certificate beside one that did not issue it).
    private static final Pattern SAID = Pattern.compile(
            "(?i)chain issues:?.{0,60}incorrect order|(?:chain|certificates?) (?:is|are|was|were) (?:not |un)(?:sorted|ordered|in order)"
                    + "|chain.{0,40}(?:wrong|incorrect) order|unsorted certificate (?:list|chain)"
                    + "|issuer name does not match subject from issuing certificate");

    @Override
    public List<Finding> examine(Facts facts) {
        return Stream.concat(shown(facts), said(facts)).limit(1).toList();
    }

    /// A checker that prints no certificates.
    private Stream<Finding> said(Facts facts) {
        return Findings.cause(
                this,
                facts,
                Certainty.LIKELY,
                Map.of("subject", Phrase.of("value.certificate")),
                facts.direction() == Problem.OUTBOUND ? List.of() : Logs.saying(SAID, facts),
                fix(facts))
                .stream();
    }

    private Stream<Finding> shown(Facts facts) {
        return ShownCertificates.in(facts).stream()
                .filter(_ -> facts.direction() != Problem.OUTBOUND)
                .filter(shown -> shown.facts().contains(ChainFact.WRONG_ORDER))
                .limit(1)
                .flatMap(shown -> Findings.cause(
                        this,
                        facts,
                        Certainty.LIKELY,
                        Map.of(
                                "subject",
                                shown.chain()
                                        .leaf()
                                        .map(leaf -> leaf.shortName())
                                        .orElse("?")),
                        List.of(shown.citation()),
                        fix(facts))
                        .stream());
    }

    private static List<Change> fix(Facts facts) {
        return Stream.concat(Stream.of(Change.at(Target.FILE)), CertificateFix.reload(facts).stream())
                .toList();
    }
}
