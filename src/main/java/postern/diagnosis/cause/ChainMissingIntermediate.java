package postern.diagnosis.cause;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import postern.certificate.Certificate;
import postern.certificate.ChainFact;
import postern.diagnosis.Cause;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.evidence.Problem;
import postern.transcript.SClientOutput;
import postern.transcript.VerifyComplaint;

/// The server sends its certificate without the one that issued it.
public final class ChainMissingIntermediate implements Cause {
    /// X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY, X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE.
    private static final List<Integer> NO_ISSUER = List.of(20, 21);

    @Override
    public List<Finding> examine(Facts facts) {
        if (facts.direction() == Problem.OUTBOUND) {
            return List.of();
        }
        return Stream.concat(byChain(facts), bySession(facts)).limit(1).toList();
    }

    private Stream<Finding> byChain(Facts facts) {
        return ShownCertificates.in(facts).stream()
                .filter(shown -> shown.facts().contains(ChainFact.INCOMPLETE))
                .flatMap(shown -> shown.chain().certificates().stream()
                        .reduce((_, last) -> last)
                        .map(last -> finding(facts, last, shown.citation()))
                        .stream());
    }

    /// A session without the certificates themselves: one name alone, not issued by itself, and the
    /// tester complains about its issuer.
    private Stream<Finding> bySession(Facts facts) {
        return facts.evidence().transcripts().stream()
                .filter(run -> run.chain().certificates().size() == 1)
                .filter(run -> !run.chain().certificates().getFirst().isSelfIssued())
                .flatMap(run -> complaint(run)
                        .map(it -> finding(
                                facts,
                                run.chain().certificates().getFirst(),
                                Citation.line(run.source(), it.line(), it.text())))
                        .stream());
    }

    private static Optional<VerifyComplaint> complaint(SClientOutput run) {
        return run.complaints().stream()
                .filter(it -> NO_ISSUER.contains(it.code()) && it.depth() <= 0)
                .findFirst();
    }

    private Finding finding(Facts facts, Certificate last, Citation citation) {
        return CertificateFinding.of(
                id(), facts, Map.of("subject", last.shortName(), "issuer", last.issuer()), Stream.of(citation));
    }
}
