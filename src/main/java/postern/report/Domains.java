package postern.report;

import java.net.InetAddress;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import postern.dns.DaneCheck;
import postern.dns.DaneVerdict;
import postern.dns.HostAddress;
import postern.dns.Lookup;
import postern.dns.MailDomain;
import postern.dns.MailHost;
import postern.dns.MailRoute;
import postern.dns.MtaSts;
import postern.dns.PolicyFetch;
import postern.dns.StsPolicy;
import postern.dns.StsPolicyReading;
import postern.dns.TlsReporting;
import postern.probe.Scan;
import postern.report.Block.Cell;
import postern.report.Block.Fact;
import postern.report.Block.Facts;
import postern.report.Block.Table;
import postern.tls.Answer;

/// What is published about mail to a domain.
final class Domains {
    private final Report report;
    private final MailDomain domain;
    private final ReportText text;

    private Domains(Report report, MailDomain domain, ReportText text) {
        this.report = report;
        this.domain = domain;
        this.text = text;
    }

    static Section section(Report report, ReportText text) {
        return report.domain()
                .map(domain -> new Domains(report, domain, text).section())
                .orElseGet(() -> new Section("domain", "", List.of()));
    }

    private Section section() {
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Facts(List.of(
                new Fact(text.get("domain.route"), route()),
                new Fact(text.get("domain.dnssec"), dnssec()),
                new Fact(text.get("domain.mta-sts"), mtaSts()),
                new Fact(text.get("domain.reporting"), reporting()))));
        List<MailHost> hosts = domain.route().hosts();
        if (!hosts.isEmpty()) {
            blocks.add(new Table(
                    List.of(
                            text.get("domain.head.host"),
                            text.get("domain.head.addresses"),
                            text.get("domain.head.tlsa")),
                    List.of(30, 32, 38),
                    hosts.stream().map(this::row).toList()));
        }
        return new Section("domain", text.get("domain.title", domain.name()), blocks);
    }

    private String route() {
        return switch (domain.route()) {
            case MailRoute.Exchangers(var hosts, int unlisted, var _) ->
                unlisted == 0
                        ? text.get("domain.route.mx", hosts.size())
                        : text.get("domain.route.mx.more", hosts.size(), unlisted);
            case MailRoute.Implicit _ -> text.get("domain.route.implicit");
            case MailRoute.NullMx _ -> text.get("domain.route.null");
            case MailRoute.Nowhere(boolean exists) ->
                text.get(exists ? "domain.route.nowhere" : "domain.route.no-domain");
            case MailRoute.Unknown(var why, var _) -> unknown(why.id());
        };
    }

    private String dnssec() {
        if (domain.validating() != Answer.YES) {
            return text.get("domain.dnssec.unknown");
        }
        return switch (domain.route()) {
            case MailRoute.Exchangers(var _, var _, boolean authenticated) ->
                text.get(authenticated ? "domain.dnssec.yes" : "domain.dnssec.no");
            default -> text.get("domain.dnssec.validating");
        };
    }

    private String mtaSts() {
        return switch (domain.mtaSts()) {
            case MtaSts.NotPublished _ -> text.get("domain.not-published");
            case MtaSts.RecordInvalid(var texts) -> text.get("domain.record-invalid", String.join("; ", texts));
            case MtaSts.Unknown(var why) -> unknown(why.id());
            case MtaSts.Published(String _, String _, PolicyFetch fetch) -> policy(fetch);
        };
    }

    private String policy(PolicyFetch fetch) {
        return switch (fetch) {
            case PolicyFetch.Fetched(StsPolicyReading.Valid(StsPolicy policy)) ->
                text.get("domain.policy.valid", policy.mode().id(), String.join(", ", policy.mx()));
            case PolicyFetch.Fetched(StsPolicyReading.Invalid(var problems)) ->
                text.get(
                        "domain.policy.invalid",
                        text.joined(problems.stream()
                                .map(problem -> text.get("domain.policy.problem." + problem.id()))
                                .toList()));
            case PolicyFetch.NoHost _ -> text.get("domain.policy.no-host");
            case PolicyFetch.CertificateRejected(String detail) -> text.get("domain.policy.certificate", detail);
            case PolicyFetch.OtherStatus(int status) -> text.get("domain.policy.status", Integer.toString(status));
            case PolicyFetch.TooLarge _ -> text.get("domain.policy.too-large");
            case PolicyFetch.NoAnswer(boolean _, String detail) -> text.get("domain.policy.no-answer", detail);
            case PolicyFetch.Unknown(var why) -> unknown(why.id());
        };
    }

    private String reporting() {
        return switch (domain.tlsReporting()) {
            case TlsReporting.NotPublished _ -> text.get("domain.not-published");
            case TlsReporting.Invalid(var texts) -> text.get("domain.record-invalid", String.join("; ", texts));
            case TlsReporting.Unknown(var why) -> unknown(why.id());
            case TlsReporting.Published(var destinations) -> String.join(", ", destinations);
        };
    }

    private List<Cell> row(MailHost host) {
        String name = host.preference().isPresent() ? host.preference().getAsInt() + " " + host.name() : host.name();
        String alias = host.aliases().isEmpty()
                ? ""
                : text.get("domain.alias", host.aliases().getLast());
        return List.of(new Cell(alias.isEmpty() ? Tone.PLAIN : Tone.BAD, name, alias), addresses(host), tlsa(host));
    }

    private Cell addresses(MailHost host) {
        String failures = Stream.concat(host.ipv4().failure().stream(), host.ipv6().failure().stream())
                .map(why -> unknown(why.id()))
                .distinct()
                .collect(text.sentences());
        if (host.addresses().isEmpty()) {
            return failures.isEmpty()
                    ? new Cell(Tone.BAD, text.get("domain.no-address"), "")
                    : new Cell(Tone.OPEN, failures, "");
        }
        String all = host.addresses().stream().map(InetAddress::getHostAddress).collect(Collectors.joining(", "));
        return Cell.of(
                all,
                Stream.concat(
                                host.reverse().stream().map(this::reverse),
                                failures.isEmpty() ? Stream.empty() : Stream.of(failures))
                        .collect(Collectors.joining("; ")));
    }

    private String reverse(HostAddress address) {
        String names = address.names() instanceof Lookup.Failed<String>(var why, var _)
                ? unknown(why.id())
                : address.names().records().isEmpty()
                        ? text.get("domain.no-name")
                        : String.join(", ", address.names().records());
        return address.confirmed() == Answer.YES ? names : text.get("domain.unconfirmed", names);
    }

    private Cell tlsa(MailHost host) {
        return switch (host.tlsa()) {
            case Lookup.Failed(var why, var _) -> new Cell(Tone.OPEN, unknown(why.id()), "");
            case Lookup.NoSuchName<?> _, Lookup.NoData<?> _ -> Cell.of(text.get("domain.tlsa.none"));
            case Lookup.Found(var records, var _, boolean authenticated) -> {
                String all = records.stream().map(Object::toString).collect(Collectors.joining("; "));
                if (domain.validating() == Answer.YES && !authenticated) {
                    yield Cell.of(text.get("domain.tlsa.insecure"), all);
                }
                yield verdict(host)
                        .map(verdict -> new Cell(
                                verdict instanceof DaneVerdict.Matches ? Tone.GOOD : Tone.BAD, words(verdict), all))
                        .orElseGet(() -> new Cell(Tone.OPEN, text.get("domain.tlsa.unknown"), all));
            }
        };
    }

    /// The worst of what the host's addresses show; empty if no chain is known.
    private Optional<DaneVerdict> verdict(MailHost host) {
        List<DaneVerdict> verdicts = report.scans().stream()
                .filter(scan -> scan.endpoint().host().equalsIgnoreCase(host.name()))
                .map(Scan::chains)
                .flatMap(List::stream)
                .map(served -> DaneCheck.of(
                        host.tlsa().records(),
                        served.chain(),
                        report.asOf().atTime(12, 0).toInstant(ZoneOffset.UTC),
                        List.of(host.name(), domain.name())))
                .filter(verdict -> !(verdict instanceof DaneVerdict.Undecided))
                .toList();
        return verdicts.stream()
                .filter(verdict -> !(verdict instanceof DaneVerdict.Matches))
                .findFirst()
                .or(() -> verdicts.stream().findFirst());
    }

    private String words(DaneVerdict verdict) {
        return switch (verdict) {
            case DaneVerdict.Matches(var _, var others) ->
                others.isEmpty()
                        ? text.get("domain.tlsa.matches")
                        : text.get("domain.tlsa.matches.more", others.size());
            case DaneVerdict.Mismatch(var _, var correct) -> text.get("domain.tlsa.mismatch", correct);
            case DaneVerdict.AnchorNotInChain(var _, var correct) ->
                correct.map(record -> text.get("domain.tlsa.anchor", record))
                        .orElseGet(() -> text.get("domain.tlsa.anchor.unseen"));
            case DaneVerdict.AnchorDoesNotHold(var _, var fault) ->
                switch (fault) {
                    case NO_PATH -> text.get("domain.tlsa.no-path");
                    case EXPIRED -> text.get("domain.tlsa.expired");
                    case NAME -> text.get("domain.tlsa.name");
                };
            case DaneVerdict.Unusable _ -> text.get("domain.tlsa.unusable");
            case DaneVerdict.NoRecords _ -> text.get("domain.tlsa.none");
            case DaneVerdict.Undecided _ -> text.get("domain.tlsa.unknown");
        };
    }

    private String unknown(String why) {
        return text.get("domain.unknown", text.get("lookup." + why));
    }
}
