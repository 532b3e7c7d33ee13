package postern.diagnosis.cause.harmless;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import postern.diagnosis.Cause;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.cause.answer.Findings;
import postern.diagnosis.cause.clue.Logs;
import postern.diagnosis.cause.delivery.DaneJudgement;
import postern.dns.MailRoute;
import postern.dns.Stated;
import postern.tls.Answer;

/// The level dane for a domain without DNSSEC whose MX host is in a signed zone: legitimate (RFC 7672 section 2.2.1).
public final class DaneInsecureDomainSecureMx implements Cause {
    private static final Pattern ONLY = Pattern.compile("\\bdane-only\\b|non DNSSEC destination");
    private static final Pattern POLICY = Pattern.compile("(?:^|[\\s\":=])dane(?:[\\s\",]|$)");

    @Override
    public List<Finding> examine(Facts facts) {
        boolean asked = facts.evidence().mainCf().stream()
                        .flatMap(given -> given.content().entry("smtp_tls_security_level").stream())
                        .anyMatch(entry -> entry.value().equals("dane"))
                || !Logs.saying(POLICY, facts).isEmpty();
        return asked && Logs.saying(ONLY, facts).isEmpty()
                ? Findings.harmless(
                        this,
                        facts,
                        Map.of(),
                        Stream.concat(stated(facts).stream(), lookedUp(facts)).toList())
                : List.of();
    }

    private static List<Citation> stated(Facts facts) {
        List<Citation> insecure = new ArrayList<>();
        List<Citation> secure = new ArrayList<>();
        facts.pastedDns().forEach(pasted -> {
            pasted.text().mx().stream()
                    .filter(record -> record.security() == Stated.Security.INSECURE)
                    .map(pasted::citation)
                    .forEach(insecure::add);
            DaneJudgement.mail(pasted)
                    .filter(record -> record.security() == Stated.Security.SECURE)
                    .map(pasted::citation)
                    .forEach(secure::add);
        });
        return insecure.isEmpty() || secure.isEmpty()
                ? List.of()
                : Stream.concat(insecure.stream(), secure.stream()).toList();
    }

    private static Stream<Citation> lookedUp(Facts facts) {
        return facts.evidence().domain().stream()
                .filter(domain -> domain.validating() == Answer.YES
                        && domain.route() instanceof MailRoute.Exchangers(var _, var _, boolean authenticated)
                        && !authenticated)
                .flatMap(domain -> domain.route().hosts().stream()
                        .filter(host -> host.tlsa().authenticated())
                        .flatMap(host -> host.tlsa().records().stream()
                                .map(record -> Citation.of("DNS", "_25._tcp." + host.name() + " TLSA " + record))));
    }
}
