package postern.diagnosis.cause.certificate;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import postern.certificate.ChainFact;
import postern.diagnosis.Cause;
import postern.diagnosis.Certainty;
import postern.diagnosis.Change;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.Target;
import postern.diagnosis.cause.answer.Findings;
import postern.diagnosis.cause.clue.ClientWords;
import postern.diagnosis.cause.clue.Logs;
import postern.diagnosis.cause.clue.ShownCertificates;
import postern.diagnosis.cause.delivery.PeerCertificate;
import postern.evidence.Problem;

/// The certificate is not valid yet, or the clock of the one who looks is wrong (X509_V_ERR_CERT_NOT_YET_VALID).
public final class CertNotYetValid implements Cause {
    private static final int NOT_YET_VALID = 9;
    private static final Pattern SAID = Pattern.compile("certificate is not yet valid|certificate not yet valid");

    /// Postfix `src/tls/tls_verify.c`, of the server's own certificate and of one above it.
    private static final Pattern DELIVERING =
            Pattern.compile("certificate verification failed for .*(?:certificate not yet valid|num=9:)");

    @Override
    public List<Finding> examine(Facts facts) {
        if (facts.direction() == Problem.OUTBOUND) {
            return delivering(facts);
        }
        Stream<Citation> shown = ShownCertificates.in(facts).stream()
                .filter(it -> it.facts().contains(ChainFact.LEAF_NOT_YET_VALID))
                .map(ShownCertificates::citation);
        Stream<Citation> tested = facts.evidence().transcripts().stream()
                .flatMap(run -> run.complaints().stream()
                        .filter(it -> it.code() == NOT_YET_VALID)
                        .map(it -> Citation.line(run.source(), it.line(), it.text())));
        return Findings.cause(
                this,
                facts,
                Certainty.LIKELY,
                Map.of(),
                Stream.of(
                                tested,
                                shown,
                                ClientWords.NOT_YET_VALID.in(facts).stream(),
                                Logs.saying(SAID, facts).stream())
                        .flatMap(lines -> lines)
                        .toList(),
                List.of(Change.command("timedatectl set-ntp true"), Change.at(Target.CLIENT)));
    }

    /// The peer's certificate, or our own clock.
    private List<Finding> delivering(Facts facts) {
        return Findings.cause(
                this,
                facts,
                Certainty.LIKELY,
                Map.of(),
                PeerCertificate.failures(facts, DELIVERING),
                List.of(Change.command("timedatectl set-ntp true"), Change.at(Target.PEER)));
    }
}
