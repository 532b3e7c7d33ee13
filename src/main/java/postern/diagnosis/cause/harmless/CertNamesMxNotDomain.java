package postern.diagnosis.cause.harmless;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import postern.diagnosis.Cause;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.cause.answer.Findings;
import postern.diagnosis.cause.clue.Logs;
import postern.diagnosis.cause.clue.ShownCertificates;
import postern.diagnosis.cause.clue.VerifiedName;
import postern.dns.RegisteredDomain;
import postern.dns.StsPolicy;
import postern.evidence.Problem;

/// Somebody misses the mail domain in the certificate; senders compare with the MX host, and that is in it
/// (RFC 8461 section 4.1, RFC 7672 section 3.2.2, Postfix TLS_README).
public final class CertNamesMxNotDomain implements Cause {
    private static final Pattern MISSED = Pattern.compile(
            "(?i)not valid for|(?:does ?n[o']t|did not|doesn't|not) match|mismatch|name (?:is )?(?:missing|not in)");
    private static final Pattern FOR_DOMAIN = Pattern.compile("not valid for ((?:[\\w-]+\\.)+[A-Za-z][\\w-]*)");
    private static final Pattern TESTED = Pattern.compile("-connect ((?:[\\w-]+\\.)+[A-Za-z][\\w-]*):25\\b");
    private static final Pattern NAME = Pattern.compile("(?<![\\w.*-])DNS:\\s?((?:\\*\\.)?[A-Za-z0-9.-]+)");

    /// A domain and one of its MX hosts.
    private record Exchanger(String domain, String host, Citation citation) {}

    @Override
    public List<Finding> examine(Facts facts) {
        Set<String> names = names(facts);
        List<Exchanger> fitting = exchangers(facts)
                .filter(each ->
                        !each.domain().isEmpty() && carries(names, each.host()) && !carries(names, each.domain()))
                .toList();
        Stream<Citation> complaints = fitting.stream()
                .flatMap(each -> Logs.saying(MISSED, facts).stream()
                        .filter(line -> names(line.text(), each.domain()))
                        .flatMap(line -> Stream.of(line, each.citation())));
        return Findings.harmless(
                this,
                facts,
                Map.of(),
                Stream.of(complaints, ofTested(facts, names), ofVerified(facts, names))
                        .flatMap(lines -> lines)
                        .toList());
    }

    /// Of a test that connected to the MX host and told the tool to compare with the domain.
    private static Stream<Citation> ofVerified(Facts facts, Set<String> names) {
        return VerifiedName.in(facts)
                .filter(verified -> facts.direction() == Problem.INBOUND
                        && verified.host().endsWith("." + verified.name())
                        && carries(names, verified.host())
                        && !carries(names, verified.name()))
                .map(VerifiedName::complaint);
    }

    /// Of a domain whose MX hosts are not shown: a host elsewhere that takes its mail was tested and is in the
    /// certificate.
    private static Stream<Citation> ofTested(Facts facts, Set<String> names) {
        if (facts.direction() != Problem.INBOUND) {
            return Stream.empty();
        }
        List<String> tested = facts.evidence().transcripts().stream()
                .flatMap(run -> run.command().stream())
                .flatMap(command -> TESTED.matcher(command).results().map(found -> found.group(1)))
                .filter(host -> carries(names, host))
                .toList();
        return Logs.saying(MISSED, facts).stream()
                .filter(line -> FOR_DOMAIN
                        .matcher(line.text())
                        .results()
                        .map(found -> found.group(1))
                        .anyMatch(domain -> isBare(domain) && !carries(names, domain) && isElsewhere(domain, tested)));
    }

    private static boolean isBare(String domain) {
        return RegisteredDomain.of(domain).equals(domain.toLowerCase(Locale.ROOT));
    }

    private static boolean isElsewhere(String domain, List<String> hosts) {
        return !hosts.isEmpty() && hosts.stream().noneMatch(host -> names(host, domain) || host.endsWith("." + domain));
    }

    private static Stream<Exchanger> exchangers(Facts facts) {
        return Stream.concat(
                facts.pastedDns().stream()
                        .flatMap(pasted -> pasted.text().mx().stream()
                                .map(stated -> new Exchanger(
                                        stated.owner(), stated.value().host(), pasted.citation(stated)))),
                facts.evidence().domain().stream()
                        .flatMap(domain -> domain.route().hosts().stream()
                                .map(host -> new Exchanger(
                                        domain.name(),
                                        host.name(),
                                        Citation.of("DNS", domain.name() + " MX " + host.name())))));
    }

    /// The names in certificates that somebody was shown, and those that a tool printed.
    private static Set<String> names(Facts facts) {
        Stream<String> shown = ShownCertificates.in(facts).stream()
                .flatMap(each -> each.chain().leaf().stream())
                .flatMap(leaf -> leaf.details()
                        .map(details -> details.names().stream())
                        .orElseGet(() -> Stream.of(leaf.shortName())));
        Stream<String> printed = Logs.saying(NAME, facts).stream()
                .flatMap(line -> NAME.matcher(line.text()).results().map(found -> found.group(1)));
        return Stream.concat(shown, printed)
                .map(name -> name.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }

    /// A certificate's wildcard stands for one label (RFC 9525 section 6.3), as one in a policy does.
    private static boolean carries(Set<String> names, String host) {
        return new StsPolicy(StsPolicy.Mode.NONE, List.copyOf(names), 0).allows(host);
    }

    private static boolean names(String line, String domain) {
        return Pattern.compile("(?<![\\w.-])" + Pattern.quote(domain) + "(?![\\w-]|\\.\\w)", Pattern.CASE_INSENSITIVE)
                .matcher(line)
                .find();
    }
}
