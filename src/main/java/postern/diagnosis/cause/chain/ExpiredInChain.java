package postern.diagnosis.cause.chain;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import postern.certificate.Certificate;
import postern.certificate.ChainFact;
import postern.diagnosis.Cause;
import postern.diagnosis.Certainty;
import postern.diagnosis.Change;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.Phrase;
import postern.diagnosis.Target;
import postern.diagnosis.cause.answer.CertificateFix;
import postern.diagnosis.cause.answer.Findings;
import postern.diagnosis.cause.clue.Logs;
import postern.diagnosis.cause.clue.PrintedDate;
import postern.diagnosis.cause.clue.ShownCertificates;
import postern.diagnosis.cause.delivery.PeerCertificate;
import postern.evidence.Problem;
import postern.transcript.TestRun;
import postern.transcript.Tool;
import postern.transcript.VerifyComplaint;

/// What findings about an expired certificate above the server's own share.
public final class ExpiredInChain {
    /// X509_V_ERR_CERT_HAS_EXPIRED.
    static final int HAS_EXPIRED = 10;

    private static final Pattern DELIVERING =
            Pattern.compile("CA certificate verification failed for .*(?:certificate has expired|num=10:)");

    /// Programs on GnuTLS say which certificate of the chain it is, counted from the server's own as 1 (msmtp).
    private static final Pattern COUNTED = Pattern.compile("certificate ([2-9]) of [2-9] has expired");

    private ExpiredInChain() {}

    /// Looks for the fact in chains that were seen, and for the complaint at such a depth in pasted sessions.
    static List<Finding> examine(Cause cause, Facts facts, ChainFact fact, IntPredicate depth) {
        if (facts.direction() == Problem.OUTBOUND) {
            return PeerCertificate.finding(
                    cause,
                    facts,
                    Map.of(),
                    depth.test(1) && ExpiredRoots.shortlyBefore(facts.day()).isEmpty() ? delivering(facts) : List.of());
        }
        List<ShownCertificates> shown = ShownCertificates.in(facts).stream()
                .filter(it -> it.facts().contains(fact) && !it.facts().contains(ChainFact.LEAF_EXPIRED))
                .toList();
        Stream<Citation> complained = facts.evidence().transcripts().stream()
                .flatMap(run -> run.complaints().stream()
                        .filter(it -> it.code() == HAS_EXPIRED && depth.test(it.depth()))
                        .map(it -> Citation.line(run.source(), it.line(), it.text())));
        Stream<Citation> counted = Logs.saying(COUNTED, facts).stream()
                .filter(line -> COUNTED.matcher(line.text())
                        .results()
                        .anyMatch(found -> depth.test(Integer.parseInt(found.group(1)) - 1)));
        return Findings.cause(
                cause,
                facts,
                Certainty.LIKELY,
                values(shown, facts.day().atTime(12, 0).toInstant(ZoneOffset.UTC)),
                Stream.of(complained, counted, shown.stream().map(ShownCertificates::citation))
                        .flatMap(lines -> lines)
                        .toList(),
                fix(facts));
    }

    /// Whether a complaint about time is not about the server's own certificate, of which the tool shows that its time
    /// is not over. GnuTLS says only that one of the path has expired, and counts roots of its own store in.
    public static boolean isOfIssuer(TestRun run, VerifyComplaint complaint, Facts facts) {
        return complaint.code() == HAS_EXPIRED
                && (complaint.depth() != 0
                        || (run.tool() == Tool.GNUTLS_CLI
                                && run.lines().stream()
                                        .flatMap(line -> PrintedDate.notAfter(line.text()).stream())
                                        .limit(1)
                                        .anyMatch(end -> end.isAfter(facts.day()))));
    }

    static List<Change> fix(Facts facts) {
        return Stream.of(FullChain.settings(facts), List.of(Change.at(Target.FILE)), CertificateFix.reload(facts))
                .flatMap(List::stream)
                .toList();
    }

    /// Deliveries that wait because a certificate above the peer's own has expired.
    static List<Citation> delivering(Facts facts) {
        return PeerCertificate.failures(facts, DELIVERING);
    }

    /// The certificate and its end, where the certificates themselves are known.
    private static Map<String, CharSequence> values(List<ShownCertificates> shown, Instant now) {
        Optional<Certificate> expired = shown.stream()
                .flatMap(it -> it.chain().certificates().stream().skip(1))
                .filter(certificate -> certificate
                        .details()
                        .filter(it -> it.notAfter().isBefore(now))
                        .isPresent())
                .findFirst();
        return Map.of(
                "subject",
                Phrase.or(expired.map(Certificate::shortName), "value.issuer"),
                "date",
                Phrase.or(
                        expired.flatMap(Certificate::details)
                                .map(it -> LocalDate.ofInstant(it.notAfter(), ZoneOffset.UTC)
                                        .toString()),
                        "value.earlier-day"));
    }
}
