package postern.diagnosis.cause.certificate;

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
import postern.diagnosis.Certainty;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.Phrase;
import postern.diagnosis.cause.answer.CertificateFinding;
import postern.diagnosis.cause.answer.CertificateFix;
import postern.diagnosis.cause.answer.Findings;
import postern.diagnosis.cause.chain.ChainExpiredIntermediate;
import postern.diagnosis.cause.chain.ChainExpiredRoot;
import postern.diagnosis.cause.chain.ExpiredInChain;
import postern.diagnosis.cause.chain.Outdated;
import postern.diagnosis.cause.chain.PortSurvey;
import postern.diagnosis.cause.chain.PrintedEnd;
import postern.diagnosis.cause.chain.ServedCertificate;
import postern.diagnosis.cause.clue.ClientWords;
import postern.diagnosis.cause.clue.Logs;
import postern.diagnosis.cause.clue.PrintedDate;
import postern.diagnosis.cause.clue.Refusal;
import postern.diagnosis.cause.clue.ShownCertificates;
import postern.diagnosis.cause.delivery.PeerCertificate;
import postern.diagnosis.cause.sni.SniMapStale;
import postern.evidence.Problem;
import postern.maillog.LogLine;
import postern.transcript.TestRun;

/// The end of the server's own certificate is past.
public final class CertExpired implements Cause {
    /// X509_V_ERR_CERT_HAS_EXPIRED.
    private static final int HAS_EXPIRED = 10;

    private static final Pattern ALERT = Pattern.compile("certificate expired");
    private static final Pattern SAID = Pattern.compile("certificate (?:has |is )?expired");

    /// Of the server's own certificate, or in the words of releases before 2.5.
    private static final Pattern DELIVERING = Pattern.compile(
            "(?<!CA )certificate verification failed for .*certificate has expired|(?<!CA )certificate verification failed for .*num=10:");

    @Override
    public List<Finding> examine(Facts facts) {
        if (facts.direction() == Problem.OUTBOUND) {
            return PeerCertificate.finding(this, facts, Map.of(), PeerCertificate.failures(facts, DELIVERING));
        }
        if (Outdated.in(facts).isPresent() || !new SniMapStale().examine(facts).isEmpty()) {
            return List.of();
        }
        return byDates(facts)
                .or(() -> byComplaint(facts))
                .or(() -> byPrintedDate(facts))
                .or(() -> byWords(facts))
                .or(() -> byAlert(facts))
                .stream()
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
        for (TestRun run : facts.evidence().transcripts()) {
            Optional<Citation> complaint = run.complaints().stream()
                    .filter(it -> it.code() == HAS_EXPIRED && !ExpiredInChain.isOfIssuer(run, it, facts))
                    .map(it -> Citation.line(run.source(), it.line(), it.text()))
                    .findFirst();
            if (complaint.isPresent()) {
                CharSequence subject = Phrase.or(run.leaf().map(Certificate::shortName), "value.unnamed");
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
        if (facts.evidence().texts().stream().anyMatch(PortSurvey::isIn)) {
            return bySurvey(facts);
        }
        for (TestRun run : facts.evidence().transcripts()) {
            Optional<LogLine> first = run.lines().stream()
                    .filter(line -> PrintedDate.notAfter(line.text()).isPresent())
                    .findFirst();
            Optional<LocalDate> end = first.flatMap(line -> PrintedDate.notAfter(line.text()));
            boolean issuers = run.complaints().stream().anyMatch(it -> it.code() == HAS_EXPIRED && it.depth() > 0);
            if (!issuers && end.filter(date -> isPast(date, facts)).isPresent()) {
                CharSequence subject = Phrase.or(run.leaf().map(Certificate::shortName), "value.unnamed");
                return Optional.of(CertificateFinding.of(
                        id(),
                        facts,
                        Map.of("subject", subject, "date", end.orElseThrow().toString()),
                        first.stream().map(line -> Citation.line(run.source(), line.number(), line.text()))));
            }
        }
        return inText(facts);
    }

    /// One command over several ports: what those of mail show.
    private Optional<Finding> bySurvey(Facts facts) {
        return ServedCertificate.byMail(facts).stream()
                .filter(served -> isPast(served.end(), facts))
                .findFirst()
                .map(served -> unnamed(facts, served.end(), served.citation()));
    }

    /// The end of the first certificate that `openssl x509`, `keytool`, `certbot` or `curl` printed.
    private Optional<Finding> inText(Facts facts) {
        boolean issuers = facts.evidence().transcripts().stream()
                .flatMap(run -> run.complaints().stream())
                .anyMatch(it -> it.code() == HAS_EXPIRED);
        return issuers ? Optional.empty() : endingIn(facts);
    }

    private Optional<Finding> endingIn(Facts facts) {
        return facts.evidence().texts().stream()
                .flatMap(text -> PrintedEnd.in(text).stream())
                .filter(end -> isPast(end.day(), facts))
                .findFirst()
                .map(end -> unnamed(facts, end.day(), end.citation()));
    }

    /// Of a certificate of which only the end is shown.
    private Finding unnamed(Facts facts, LocalDate end, Citation line) {
        return CertificateFinding.of(
                id(), facts, Map.of("subject", Phrase.of("value.unnamed"), "date", end.toString()), Stream.of(line));
    }

    /// A client says so in its own words, which leave open whose time is over: the certificate's or an issuer's.
    private Optional<Finding> byWords(Facts facts) {
        boolean issuers = isShown(facts)
                || !new ChainExpiredRoot().examine(facts).isEmpty()
                || !new ChainExpiredIntermediate().examine(facts).isEmpty();
        return Findings.cause(
                        this,
                        facts,
                        Certainty.POSSIBLE,
                        Map.of("subject", Phrase.of("value.unnamed"), "date", Phrase.of("value.earlier-day")),
                        issuers ? List.of() : ClientWords.EXPIRED.in(facts),
                        CertificateFix.replace(facts))
                .stream()
                .findFirst();
    }

    /// Whether somebody looked at the certificate, so that its dates would have been seen.
    private static boolean isShown(Facts facts) {
        return !ShownCertificates.in(facts).isEmpty()
                || facts.evidence().transcripts().stream()
                        .anyMatch(run -> !run.complaints().isEmpty());
    }

    /// A client says so itself (alert 45), without anybody showing the certificate.
    private Optional<Finding> byAlert(Facts facts) {
        boolean ofRoot = !new ChainExpiredRoot().examine(facts).isEmpty();
        List<Citation> refusals = isShown(facts) || ofRoot ? List.of() : Refusal.lasting(facts, ALERT);
        return Findings.cause(
                        this,
                        facts,
                        Certainty.POSSIBLE,
                        Map.of("subject", Phrase.of("value.unnamed"), "date", Phrase.of("value.earlier-day")),
                        refusals,
                        CertificateFix.replace(facts))
                .stream()
                .findFirst();
    }

    /// A certificate that ends on the very day may have been good in the morning: then somebody must have said so.
    private static boolean isPast(LocalDate end, Facts facts) {
        return end.isBefore(facts.day())
                || (end.equals(facts.day()) && !Logs.saying(SAID, facts).isEmpty());
    }

    private static CharSequence expiry(Certificate leaf) {
        return Phrase.or(
                leaf.details()
                        .map(details -> LocalDate.ofInstant(details.notAfter(), ZoneOffset.UTC)
                                .toString()),
                "value.earlier-day");
    }
}
