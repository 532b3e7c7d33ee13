package postern.diagnosis.cause;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import postern.certificate.Certificate;
import postern.certificate.ChainFact;
import postern.diagnosis.Cause;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.Phrase;
import postern.evidence.Problem;
import postern.maillog.LogLine;
import postern.transcript.SClientOutput;

/// The end of the server's own certificate is past.
public final class CertExpired implements Cause {
    /// X509_V_ERR_CERT_HAS_EXPIRED.
    private static final int HAS_EXPIRED = 10;

    private static final Pattern SAID = Pattern.compile("certificate (?:has |is )?expired");

    @Override
    public List<Finding> examine(Facts facts) {
        if (facts.direction() == Problem.OUTBOUND) {
            return List.of();
        }
        return byDates(facts).or(() -> byComplaint(facts)).or(() -> byPrintedDate(facts)).stream()
                .toList();
    }

    private Optional<Finding> byDates(Facts facts) {
        return ShownCertificates.in(facts).stream()
                .filter(shown -> shown.facts().contains(ChainFact.LEAF_EXPIRED))
                .flatMap(shown -> shown.chain().leaf().stream()
                        .map(leaf -> CertificateFinding.of(
                                id(),
                                facts,
                                Map.of("subject", leaf.shortName(), "date", expiry(leaf)),
                                Stream.of(shown.citation()))))
                .findFirst();
    }

    private Optional<Finding> byComplaint(Facts facts) {
        for (SClientOutput run : facts.evidence().transcripts()) {
            Optional<Citation> complaint = run.complaints().stream()
                    .filter(it -> it.code() == HAS_EXPIRED && it.depth() == 0)
                    .map(it -> Citation.line(run.source(), it.line(), it.text()))
                    .findFirst();
            if (complaint.isPresent()) {
                String subject =
                        run.chain().leaf().map(Certificate::shortName).orElseGet(() -> Phrase.of("value.certificate"));
                return Optional.of(CertificateFinding.of(
                        id(),
                        facts,
                        Map.of("subject", subject, "date", Phrase.of("value.before-test")),
                        complaint.stream()));
            }
        }
        return Optional.empty();
    }

    /// `notAfter=Jan 11 21:28:00 2017 GMT` of `openssl x509 -dates`, `NotAfter: …` below the first certificate of
    /// a chain. Below a complaint about an issuer it is the issuer's.
    private Optional<Finding> byPrintedDate(Facts facts) {
        for (SClientOutput run : facts.evidence().transcripts()) {
            Optional<LogLine> first = run.lines().stream()
                    .filter(line -> PrintedDate.notAfter(line.text()).isPresent())
                    .findFirst();
            Optional<LocalDate> end = first.flatMap(line -> PrintedDate.notAfter(line.text()));
            boolean issuers = run.complaints().stream().anyMatch(it -> it.code() == HAS_EXPIRED && it.depth() > 0);
            if (!issuers && end.filter(date -> isPast(date, facts)).isPresent()) {
                String subject =
                        run.chain().leaf().map(Certificate::shortName).orElseGet(() -> Phrase.of("value.certificate"));
                return Optional.of(CertificateFinding.of(
                        id(),
                        facts,
                        Map.of("subject", subject, "date", end.orElseThrow().toString()),
                        first.stream().map(line -> Citation.line(run.source(), line.number(), line.text()))));
            }
        }
        return Optional.empty();
    }

    /// A certificate that ends on the very day may have been good in the morning: then somebody must have said so.
    private static boolean isPast(LocalDate end, Facts facts) {
        return end.isBefore(facts.day())
                || (end.equals(facts.day()) && !Logs.saying(SAID, facts).isEmpty());
    }

    private static String expiry(Certificate leaf) {
        return leaf.details()
                .map(details ->
                        LocalDate.ofInstant(details.notAfter(), ZoneOffset.UTC).toString())
                .orElseGet(() -> Phrase.of("value.earlier-day"));
    }
}
