package postern.diagnosis.cause.advice;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import postern.certificate.Certificate;
import postern.certificate.CertificateDetails;
import postern.diagnosis.Cause;
import postern.diagnosis.Certainty;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.Phrase;
import postern.diagnosis.Role;
import postern.diagnosis.cause.chain.Outdated;
import postern.diagnosis.cause.clue.PrintedDate;
import postern.diagnosis.cause.clue.ShownCertificates;

/// The certificate ends within a month, or within a third of a short life: whoever renews it should have done so.
public final class CertExpiresSoon implements Cause {
    private static final Duration MONTH = Duration.ofDays(30);

    @Override
    public List<Finding> examine(Facts facts) {
        if (Outdated.in(facts).isPresent()) {
            return List.of();
        }
        Instant now = facts.day().atTime(12, 0).toInstant(ZoneOffset.UTC);
        List<Finding> shown = shown(facts, now);
        return shown.isEmpty() ? printed(facts) : shown;
    }

    /// A date alone does not tell how long the certificate is meant to live.
    private List<Finding> printed(Facts facts) {
        return facts.evidence().transcripts().stream()
                .flatMap(run -> run.lines().stream()
                        .filter(line -> PrintedDate.notAfter(line.text()).isPresent())
                        .limit(1)
                        .filter(line -> PrintedDate.notAfter(line.text())
                                .filter(end -> !end.isBefore(facts.day())
                                        && end.isBefore(facts.day().plusDays(MONTH.toDays())))
                                .isPresent())
                        .map(line -> new Finding(
                                id(),
                                Role.ADVICE,
                                Certainty.LIKELY,
                                facts.direction(),
                                Map.of(
                                        "subject",
                                        Phrase.or(run.leaf().map(Certificate::shortName), "value.unnamed"),
                                        "date",
                                        PrintedDate.notAfter(line.text())
                                                .map(LocalDate::toString)
                                                .orElse("")),
                                List.of(Citation.line(run.source(), line.number(), line.text())),
                                List.of())))
                .limit(1)
                .toList();
    }

    private List<Finding> shown(Facts facts, Instant now) {
        return ShownCertificates.in(facts).stream()
                .flatMap(shown -> shown.chain().leaf().stream()
                        .filter(leaf ->
                                leaf.details().filter(it -> endsSoon(it, now)).isPresent())
                        .map(leaf -> new Finding(
                                id(),
                                Role.ADVICE,
                                Certainty.PROVEN,
                                facts.direction(),
                                Map.of(
                                        "subject",
                                        leaf.shortName(),
                                        "date",
                                        leaf.details()
                                                .map(it -> it.notAfter()
                                                        .atZone(ZoneOffset.UTC)
                                                        .toLocalDate()
                                                        .toString())
                                                .orElse("?")),
                                List.of(shown.citation()),
                                List.of())))
                .limit(1)
                .toList();
    }

    private static boolean endsSoon(CertificateDetails details, Instant now) {
        Duration left = Duration.between(now, details.notAfter());
        Duration third =
                Duration.between(details.notBefore(), details.notAfter()).dividedBy(3);
        Duration limit = third.compareTo(MONTH) < 0 ? third : MONTH;
        return !left.isNegative() && left.compareTo(limit) < 0;
    }
}
