package postern.diagnosis.cause;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import postern.certificate.Certificate;
import postern.diagnosis.Cause;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.dns.StsPolicy;

/// Somebody misses the mail domain in the certificate; senders compare with the MX host, and that is in it
/// (RFC 8461 section 4.1, RFC 7672 section 3.2.2, Postfix TLS_README).
public final class CertNamesMxNotDomain implements Cause {
    private static final Pattern MISSED = Pattern.compile(
            "(?i)not valid for|(?:does ?n[o']t|did not|doesn't|not) match|mismatch|name (?:is )?(?:missing|not in)");
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
        return Findings.harmless(this, facts, Map.of(), complaints.toList());
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
                .flatMap(each -> each.chain().leaf().flatMap(Certificate::details).stream())
                .flatMap(details -> details.names().stream());
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
