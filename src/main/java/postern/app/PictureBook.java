package postern.app;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import postern.app.engine.Pictures;
import postern.certificate.Certificate;
import postern.certificate.CertificateChain;
import postern.certificate.ChainAssessment;
import postern.certificate.ChainCheck;
import postern.certificate.ChainFact;
import postern.certificate.ChainTrust;
import postern.certificate.PublicAuthorities;
import postern.certificate.TrustAnchors;
import postern.diagnosis.Facts;
import postern.evidence.Problem;
import postern.maillog.Direction;
import postern.maillog.HourTotals;
import postern.probe.Scan;
import postern.probe.ServedChain;
import postern.tls.Answer;
import postern.tls.ProtocolVersion;
import postern.tls.ServerTls;
import postern.tls.VersionSupport;

/// Draws what the facts show.
final class PictureBook {
    /// Bars that can be told apart.
    private static final int MOST_BARS = 48;

    private static final int MOST_CHAINS = 4;

    private PictureBook() {}

    static Pictures of(Facts facts) {
        return new Pictures(chains(facts), log(facts), versions(facts));
    }

    private static List<Pictures.Chain> chains(Facts facts) {
        Instant day = facts.day().atTime(12, 0).toInstant(ZoneOffset.UTC);
        Stream<Pictures.Chain> seen = facts.evidence().scans().stream()
                .flatMap(scan -> scan.chains().stream().map(served -> chain(scan, served, day)));
        Stream<Pictures.Chain> pasted = facts.evidence().transcripts().stream()
                .filter(run -> !run.chain().certificates().isEmpty())
                .map(run -> chain(
                        run.source(),
                        run.chain(),
                        ChainCheck.assess(run.chain(), TrustAnchors.publicRoots(), day, Optional.empty()),
                        day));
        Map<List<String>, Pictures.Chain> distinct = new LinkedHashMap<>();
        Stream.concat(seen, pasted)
                .forEach(chain -> distinct.putIfAbsent(
                        chain.links().stream().map(Pictures.Link::name).toList(), chain));
        return distinct.values().stream().limit(MOST_CHAINS).toList();
    }

    private static Pictures.Chain chain(Scan scan, ServedChain served, Instant day) {
        return chain(scan.endpoint().toString(), served.chain(), served.assessment(), day);
    }

    static Pictures.Chain chain(String source, CertificateChain sent, ChainAssessment assessment, Instant day) {
        List<Certificate> certificates = sent.certificates();
        List<Pictures.Link> links = new ArrayList<>();
        for (int at = 0; at < certificates.size(); at++) {
            Certificate each = certificates.get(at);
            links.add(new Pictures.Link(
                    each.shortName(),
                    new Certificate(each.issuer(), "", Optional.empty()).shortName(),
                    each.details().map(details -> details.notAfter()),
                    faults(certificates, at, assessment, day)));
        }
        Certificate top = top(certificates);
        return new Pictures.Chain(source, links, end(top, assessment), above(top));
    }

    private static String above(Certificate top) {
        return top.isSelfIssued() ? "" : new Certificate(top.issuer(), "", Optional.empty()).shortName();
    }

    private static Set<Pictures.Fault> faults(List<Certificate> sent, int at, ChainAssessment assessment, Instant day) {
        Certificate each = sent.get(at);
        var faults = EnumSet.noneOf(Pictures.Fault.class);
        each.details().ifPresent(details -> {
            if (day.isAfter(details.notAfter())) {
                faults.add(Pictures.Fault.EXPIRED);
            }
            if (day.isBefore(details.notBefore())) {
                faults.add(Pictures.Fault.NOT_YET_VALID);
            }
        });
        if (at == 0) {
            if (each.isSelfIssued()) {
                faults.add(Pictures.Fault.SELF_SIGNED);
            }
            if (assessment.nameMatches() == Answer.NO) {
                faults.add(Pictures.Fault.WRONG_NAME);
            }
            return faults;
        }
        List<Certificate> earlier = sent.subList(0, at);
        if (earlier.contains(each)) {
            faults.add(Pictures.Fault.DUPLICATE);
        } else if (each.isSelfIssued()) {
            faults.add(precedesAnIssuer(sent, at) ? Pictures.Fault.OUT_OF_PLACE : Pictures.Fault.EXTRA_ROOT);
        } else if (earlier.stream().noneMatch(one -> one.issuer().equals(each.subject()))) {
            boolean later = sent.stream().anyMatch(one -> one.issuer().equals(each.subject()));
            faults.add(later ? Pictures.Fault.OUT_OF_PLACE : Pictures.Fault.UNRELATED);
        }
        return faults;
    }

    /// Whether one that has to be sent comes only after this one.
    private static boolean precedesAnIssuer(List<Certificate> sent, int at) {
        return sent.subList(at + 1, sent.size()).stream()
                .filter(later -> !later.isSelfIssued() && !sent.subList(0, at).contains(later))
                .anyMatch(later -> sent.subList(0, at).stream()
                        .anyMatch(one -> one.issuer().equals(later.subject())));
    }

    /// The certificate that one comes to from the server's own, going by names.
    private static Certificate top(List<Certificate> sent) {
        List<Certificate> path = new ArrayList<>(List.of(sent.getFirst()));
        Optional<Certificate> next = Optional.of(sent.getFirst());
        while (next.isPresent()) {
            Certificate current = path.getLast();
            next = current.isSelfIssued()
                    ? Optional.empty()
                    : sent.stream()
                            .filter(one -> one.subject().equals(current.issuer()) && !path.contains(one))
                            .findFirst();
            next.ifPresent(path::add);
        }
        return path.getLast();
    }

    private static Pictures.End end(Certificate top, ChainAssessment assessment) {
        boolean trusted = assessment.trust() == ChainTrust.TRUSTED;
        if (top.isSelfIssued()) {
            return switch (assessment.trust()) {
                case TRUSTED, EXPIRED -> Pictures.End.SENT_ROOT;
                // Of a chain that only its names are known of.
                case UNKNOWN ->
                    PublicAuthorities.include(top.subject()) ? Pictures.End.NAMED_ROOT : Pictures.End.OWN_ROOT;
                case UNTRUSTED -> Pictures.End.OWN_ROOT;
            };
        }
        if (assessment.facts().contains(ChainFact.INCOMPLETE)) {
            return Pictures.End.MISSING;
        }
        return trusted || assessment.trust() == ChainTrust.EXPIRED ? Pictures.End.KNOWN_ROOT : Pictures.End.NOT_KNOWN;
    }

    /// Hour by hour; day by day or week by week where there are too many hours.
    private static List<Pictures.Stretch> log(Facts facts) {
        Direction direction = facts.direction() == Problem.OUTBOUND ? Direction.OUTBOUND : Direction.INBOUND;
        List<HourTotals> hours = facts.evidence().logs().stream()
                .flatMap(log -> log.hours().stream())
                .filter(hour -> hour.direction() == direction)
                .toList();
        List<Pictures.Stretch> drawn = Stream.of(ChronoUnit.HOURS, ChronoUnit.DAYS, ChronoUnit.WEEKS)
                .map(unit -> stretches(hours, unit))
                .filter(stretches -> stretches.size() <= MOST_BARS)
                .findFirst()
                .orElse(List.of());
        return drawn.size() < 2 ? List.of() : drawn;
    }

    private static LocalDateTime start(LocalDateTime moment, ChronoUnit unit) {
        return unit == ChronoUnit.WEEKS
                ? moment.truncatedTo(ChronoUnit.DAYS).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
                : moment.truncatedTo(unit);
    }

    private static List<Pictures.Stretch> stretches(List<HourTotals> hours, ChronoUnit unit) {
        Map<LocalDateTime, List<HourTotals>> byStart = hours.stream()
                .collect(Collectors.groupingBy(hour -> start(hour.hour(), unit), TreeMap::new, Collectors.toList()));
        return byStart.entrySet().stream()
                .map(each -> new Pictures.Stretch(
                        each.getKey(),
                        unit,
                        each.getValue().stream().mapToLong(HourTotals::tls).sum(),
                        each.getValue().stream().mapToLong(HourTotals::failed).sum(),
                        each.getValue().stream()
                                .mapToLong(HourTotals::plaintext)
                                .sum()))
                .toList();
    }

    private static List<Pictures.Accepted> versions(Facts facts) {
        Optional<Scan> scan =
                facts.scan().filter(seen -> !seen.server().versions().isEmpty());
        if (scan.isPresent()) {
            return versions(scan.get().endpoint().toString(), scan.get().server());
        }
        String file = facts.evidence().mainCf().map(given -> given.source()).orElse("main.cf");
        return facts.predicted()
                .map(server -> versions(file, server))
                .or(() -> facts.tested().map(run -> versions(run.source(), run.server())))
                .orElse(List.of());
    }

    private static List<Pictures.Accepted> versions(String source, ServerTls server) {
        return server.versions().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> accepted(source, entry.getKey(), entry.getValue()))
                .toList();
    }

    private static Pictures.Accepted accepted(String source, ProtocolVersion version, VersionSupport support) {
        return switch (support) {
            case VersionSupport.Accepted(var suites, var _) ->
                new Pictures.Accepted(
                        source,
                        version,
                        Answer.YES,
                        suites.items().stream().map(Object::toString).toList(),
                        suites.complete());
            case VersionSupport.Refused _ -> new Pictures.Accepted(source, version, Answer.NO, List.of(), true);
            case VersionSupport.Unknown _ -> new Pictures.Accepted(source, version, Answer.UNKNOWN, List.of(), false);
        };
    }
}
