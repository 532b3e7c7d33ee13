package postern.diagnosis.cause.policy;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import postern.diagnosis.Cause;
import postern.diagnosis.Certainty;
import postern.diagnosis.Change;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.Target;
import postern.diagnosis.cause.answer.Findings;
import postern.diagnosis.cause.clue.Logs;
import postern.diagnosis.cause.delivery.PolicyTable;
import postern.dns.Failure;
import postern.evidence.Problem;
import postern.maillog.LogLine;

/// The lookup of TLSA records fails (RFC 7672 section 2.1).
public final class TlsaLookupFailure implements Cause {
    private static final Pattern LOGGED =
            Pattern.compile("(?i)TLSA lookup (?:error|problem|defer|fail)|DNSSEC status lookup error|dnssec-invalid");

    /// Resolvers and checkers whose question for TLSA records has no provable answer: DNSViz, unbound, BIND, systemd,
    /// danecheck; a denial that is not proved is no denial (RFC 4035 section 5.4, RFC 7672 section 2.1.2).
    private static final Pattern UNPROVED = Pattern.compile(
            "(?i)^(?=.*(?:_25\\._tcp\\.|\\bTLSA\\b)).*(?:\\bbogus\\b|validation failure <"
                    + "|DNSSEC validation failed|no valid (?:signature|RRSIG|NSEC3?)|broken trust chain|insecurity proof failed|\\bserv ?fail\\b"
                    + "|(?:NXDOMAIN|NODATA|denial|non-?existence)\\b.{0,60}\\b(?:not (?:be )?proved|unproven|invalid|incomplete))");
    private static final String LOCAL = "/etc/resolv.conf";
    private static final Pattern DIG = Pattern.compile("\\bdig\\b.*(?:_25\\._tcp\\.|\\bTLSA\\b)");
    private static final Pattern ANSWERED = Pattern.compile("status: (?:NOERROR|NXDOMAIN)\\b");
    private static final Pattern NONE_SO =
            Pattern.compile("(?i)\\b(?:not|no|never|without|0) (?:\\w+ )?(?:bogus|servfail)");

    @Override
    public List<Finding> examine(Facts facts) {
        Stream<Citation> stated = facts.pastedDns().stream()
                .flatMap(pasted -> pasted.text().failures().stream()
                        .filter(failure ->
                                failure.owner().startsWith("_25._tcp.") && failure.value() == Failure.SERVER_FAILURE)
                        .map(pasted::citation));
        return Findings.cause(
                this,
                facts,
                Certainty.PROVEN,
                Map.of(),
                Stream.of(Logs.saying(LOGGED, facts).stream(), stated, unproved(facts), lookedUp(facts))
                        .flatMap(lines -> lines)
                        .distinct()
                        .toList(),
                fix(facts));
    }

    /// Two questions with dig(1), one of the resolver in use that ended in SERVFAIL and one of another that did not.
    private static boolean ownResolverFails(Facts facts) {
        return facts.evidence().texts().stream().anyMatch(text -> {
            boolean asksAnother = false;
            boolean failed = false;
            boolean answered = false;
            for (LogLine line : text.lines()) {
                if (DIG.matcher(line.text()).find()) {
                    asksAnother = line.text().contains(" @") || line.text().contains("dig @");
                }
                failed |= !asksAnother && line.text().contains("status: SERVFAIL");
                answered |= asksAnother && ANSWERED.matcher(line.text()).find();
            }
            return failed && answered;
        });
    }

    private static Stream<Citation> unproved(Facts facts) {
        return Logs.saying(UNPROVED, facts).stream()
                .filter(line -> !NONE_SO.matcher(line.text()).find());
    }

    /// Whoever delivers can only go without DANE until the zone is repaired. Where another resolver answers the same
    /// question, it is the own one that fails.
    private static List<Change> fix(Facts facts) {
        if (ownResolverFails(facts)) {
            return List.of(
                    Change.at(Target.NETWORK),
                    Change.at(Target.COMMAND),
                    Change.command("update the resolver, or let " + LOCAL + " name one that validates DNSSEC"));
        }
        return facts.direction() == Problem.OUTBOUND
                ? Stream.concat(Stream.of(Change.at(Target.PEER)), PolicyTable.change(facts, "may").stream())
                        .toList()
                : List.of(Change.at(Target.DNS));
    }

    /// The host's address is found and the question for TLSA records fails.
    private static Stream<Citation> lookedUp(Facts facts) {
        return facts.evidence().domain().stream()
                .flatMap(domain -> domain.route().hosts().stream())
                .filter(host -> !host.addresses().isEmpty())
                .flatMap(host -> host.tlsa().failure().stream()
                        .filter(why -> why == Failure.SERVER_FAILURE || why == Failure.BOGUS)
                        .map(why -> Citation.of("DNS", "_25._tcp." + host.name() + " TLSA " + why.id())));
    }
}
