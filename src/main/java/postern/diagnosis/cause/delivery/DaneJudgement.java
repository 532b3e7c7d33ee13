package postern.diagnosis.cause.delivery;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import postern.certificate.CertificateChain;
import postern.diagnosis.Change;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.PastedDns;
import postern.diagnosis.Target;
import postern.dns.DaneCheck;
import postern.dns.DaneVerdict;
import postern.dns.MailHost;
import postern.dns.Stated;
import postern.dns.TlsaRecord;
import postern.evidence.Problem;
import postern.tls.Answer;
import postern.transcript.TlsReport;

/// What senders that use DANE make of a host: its TLSA records, looked up or pasted, against the chain it shows.
///
/// @param host     the host; empty where the pasted texts do not tell
/// @param verdict  what comes of it
/// @param evidence the records and where the chain was seen
public record DaneJudgement(String host, DaneVerdict verdict, List<Citation> evidence) {
    private static final Pattern OWNER = Pattern.compile("_25\\._tcp\\.(.+)");
    /// What `s_client` is told to compare with.
    private static final Pattern ASKED_FOR = Pattern.compile("-dane_tlsa_rrdata ['\"]?([0-9][0-9A-Fa-f ]+)");
    private static final Pattern CONNECT = Pattern.compile("-connect \\[?([^\\s\\]]+?)]?:(?:25|smtp)\\b");

    /// The list is copied.
    public DaneJudgement {
        evidence = List.copyOf(evidence);
    }

    /// Every host of which both records and chain are known.
    public static List<DaneJudgement> in(Facts facts) {
        return Stream.concat(lookedUp(facts), pasted(facts)).toList();
    }

    /// Whether there are TLSA records for mail, and all that senders can use name an issuer (usage 2).
    public static boolean onlyAnchors(Facts facts) {
        List<TlsaRecord> usable = Stream.of(
                        facts.pastedDns().stream()
                                .flatMap(pasted -> mail(pasted).map(Stated::value)),
                        facts.evidence().transcripts().stream()
                                .flatMap(run -> run.command().stream())
                                .flatMap(command -> ASKED_FOR.matcher(command).results())
                                .flatMap(found -> TlsaRecord.parse(found.group(1)).stream()),
                        facts.tlsReports().stream()
                                .flatMap(report -> report.policies().stream())
                                .filter(policy -> policy.type() == TlsReport.PolicyType.TLSA)
                                .flatMap(policy -> policy.lines().stream())
                                .flatMap(line -> TlsaRecord.parse(line).stream()),
                        facts.evidence().domain().stream()
                                .flatMap(domain -> domain.route().hosts().stream())
                                .flatMap(host -> host.tlsa().records().stream()))
                .flatMap(records -> records)
                .filter(record -> record.usability() == TlsaRecord.Usability.USABLE)
                .toList();
        return !usable.isEmpty() && usable.stream().allMatch(TlsaRecord::isAnchor);
    }

    /// Pasted records that senders can use, of the host that mail is offered to or of the destination itself.
    public static List<Citation> used(Facts facts) {
        List<String> names = Stream.concat(Outgoing.host(facts).stream(), Outgoing.destination(facts).stream())
                .map(name -> "_25._tcp." + name.toLowerCase(Locale.ROOT))
                .toList();
        return facts.pastedDns().stream()
                .flatMap(pasted -> mail(pasted)
                        .filter(stated -> stated.value().usability() == TlsaRecord.Usability.USABLE)
                        .filter(stated -> names.contains(stated.owner().toLowerCase(Locale.ROOT)))
                        .map(pasted::citation))
                .toList();
    }

    /// Pasted records of port 25, or of no port that is told.
    public static Stream<Stated<TlsaRecord>> mail(PastedDns pasted) {
        return pasted.text().tlsa().stream()
                .filter(stated -> stated.owner().isEmpty()
                        || !stated.owner().startsWith("_")
                        || OWNER.matcher(stated.owner()).matches());
    }

    /// Records that the resolver does not vouch for mean nothing to senders (RFC 7672 section 2.2).
    private static Stream<DaneJudgement> lookedUp(Facts facts) {
        return facts.evidence().domain().stream()
                .flatMap(domain -> domain.route().hosts().stream()
                        .filter(host -> !host.tlsa().records().isEmpty())
                        .filter(host -> host.tlsa().authenticated() || domain.validating() != Answer.YES)
                        .flatMap(host -> facts.evidence().scans().stream()
                                .filter(scan -> scan.endpoint().host().equalsIgnoreCase(host.name()))
                                .flatMap(scan -> scan.chains().stream()
                                        .map(served -> new DaneJudgement(
                                                host.name(),
                                                DaneCheck.of(
                                                        host.tlsa().records(),
                                                        served.chain(),
                                                        noon(facts),
                                                        List.of(host.name(), domain.name())),
                                                Stream.concat(
                                                                records(host),
                                                                Stream.of(Facts.citation(scan, names(served.chain()))))
                                                        .toList())))));
    }

    private static Stream<Citation> records(MailHost host) {
        return host.tlsa().records().stream()
                .map(record -> Citation.of("DNS", "_25._tcp." + host.name() + " TLSA " + record));
    }

    private static Stream<DaneJudgement> pasted(Facts facts) {
        List<DaneJudgement> judgements = new ArrayList<>();
        for (ShownChain shown : shownChains(facts)) {
            List<TlsaRecord> records = new ArrayList<>();
            List<Citation> evidence = new ArrayList<>();
            for (PastedDns pasted : facts.pastedDns()) {
                mail(pasted).filter(stated -> shown.isOf(stated)).forEach(stated -> {
                    records.add(stated.value());
                    evidence.add(pasted.citation(stated));
                });
            }
            if (!records.isEmpty()) {
                evidence.add(shown.citation());
                judgements.add(new DaneJudgement(
                        shown.host().orElse(""),
                        DaneCheck.of(
                                records,
                                shown.chain(),
                                noon(facts),
                                shown.host().stream().toList()),
                        evidence));
            }
        }
        return judgements.stream();
    }

    private record ShownChain(Optional<String> host, CertificateChain chain, Citation citation) {
        boolean isOf(Stated<TlsaRecord> stated) {
            Matcher owner = OWNER.matcher(stated.owner());
            return !owner.matches() || host.isEmpty() || owner.group(1).equalsIgnoreCase(host.get());
        }
    }

    private static List<ShownChain> shownChains(Facts facts) {
        Stream<ShownChain> probed = facts.evidence().scans().stream()
                .flatMap(scan -> scan.chains().stream()
                        .map(served -> new ShownChain(
                                Optional.of(scan.endpoint().host()),
                                served.chain(),
                                Facts.citation(scan, names(served.chain())))));
        Stream<ShownChain> pasted = facts.evidence().transcripts().stream()
                .filter(run -> !run.chain().certificates().isEmpty())
                .map(run -> new ShownChain(
                        run.command()
                                .map(CONNECT::matcher)
                                .filter(Matcher::find)
                                .map(matcher -> matcher.group(1)),
                        run.chain(),
                        Citation.of(run.source(), names(run.chain()))));
        return Stream.concat(probed, pasted).toList();
    }

    /// What the host's owner does. On delivery that is the peer, and until it has, mail can only go without DANE.
    public static List<Change> fix(Facts facts, Change... owners) {
        return facts.direction() == Problem.OUTBOUND
                ? Stream.concat(Stream.of(Change.at(Target.PEER)), PolicyTable.change(facts, "encrypt").stream())
                        .toList()
                : List.of(owners);
    }

    private static String names(CertificateChain chain) {
        return String.join(
                ", ",
                chain.certificates().stream()
                        .map(certificate -> certificate.shortName())
                        .toList());
    }

    private static Instant noon(Facts facts) {
        return facts.day().atTime(12, 0).toInstant(ZoneOffset.UTC);
    }
}
