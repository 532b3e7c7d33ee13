package postern.diagnosis.cause.elsewhere;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import postern.diagnosis.Cause;
import postern.diagnosis.Certainty;
import postern.diagnosis.Change;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.Phrase;
import postern.diagnosis.Target;
import postern.diagnosis.cause.answer.Findings;
import postern.diagnosis.cause.clue.Logs;
import postern.diagnosis.cause.delivery.Outgoing;
import postern.dns.MailDomain;
import postern.dns.MailHost;
import postern.dns.MailRoute;
import postern.evidence.Problem;
import postern.maillog.Direction;
import postern.maillog.PeerTotals;

/// The domain is not known here, or mail loops back; TLS has no part in it.
public final class NotTlsRouting implements Cause {
    private static final Pattern LOGGED = Pattern.compile(
            "(?i)Relay access denied|relaying denied|mail for \\S+ loops back to myself|User unknown in|unrouteable address");

    private static final Pattern STRANGER = Pattern.compile("NOQUEUE: reject: .*: Relay access denied");
    private static final int MANY = 3;
    /// The text of a refusal is what a table has at its right side, and is a route here: in place of a transport the
    /// table names `error`, or it is one that holds texts (transport(5), relocated(5), access(5)).
    private static final Pattern ROUTE_AS_TEXT = Pattern.compile(
            "(?:Recipient|Sender) address rejected: (?:(?:smtp|relay|lmtp|smtps|error):)?(?:\\[[A-Za-z0-9.:-]{3,253}\\](?::\\w{1,12})?"
                    + "|[A-Za-z0-9.-]{3,253}:(?:25|465|587|smtps?|submissions?))(?:;|$)");
    private static final Pattern LOOPS = Pattern.compile("loops back to myself");
    private static final Pattern NOT_FOUND =
            Pattern.compile("\\bname=(\\S+) type=(?:A|AAAA|MX): Host not found(?!, try again)");
    /// Where Postfix is told which domains are its own (BASIC_CONFIGURATION_README, VIRTUAL_README,
    /// STANDARD_CONFIGURATION_README).
    private static final List<String> DOMAINS =
            List.of("mydestination", "virtual_mailbox_domains", "relay_domains", "virtual_alias_domains");

    @Override
    public List<Finding> examine(Facts facts) {
        List<Citation> published = facts.evidence().domain().stream()
                .flatMap(NotTlsRouting::published)
                .toList();
        if (!published.isEmpty()) {
            return Findings.cause(
                    this,
                    facts,
                    Certainty.PROVEN,
                    Map.of("reason", Phrase.of("routing.nowhere")),
                    published,
                    List.of(Change.at(Target.DNS)));
        }
        List<Citation> misplaced = Logs.saying(ROUTE_AS_TEXT, facts);
        if (!misplaced.isEmpty()) {
            return Findings.cause(
                    this,
                    facts,
                    Certainty.LIKELY,
                    Map.of("reason", Phrase.of("routing.as-text")),
                    misplaced,
                    List.of(Change.at(Target.FILE), Change.command("postconf -n | grep -e transport -e maps")));
        }
        List<Citation> own = lookedUpInsteadOfDelivered(facts);
        List<Citation> refused = Logs.saying(LOGGED, facts);
        List<Citation> unknown = Outgoing.saying(NOT_FOUND, facts);
        if (own.isEmpty() && refused.isEmpty() && !unknown.isEmpty() && !isUsual(facts)) {
            return Findings.cause(
                    this,
                    facts,
                    Certainty.POSSIBLE,
                    Map.of("reason", Phrase.of("routing.unknown")),
                    unknown,
                    List.of(Change.at(Target.PEER), Change.at(Target.DNS)));
        }
        Optional<SenderReputation> reputation = own.isEmpty() ? SenderReputation.in(facts) : Optional.empty();
        if (reputation.isPresent()) {
            SenderReputation it = reputation.get();
            return Findings.cause(
                    this, facts, Certainty.LIKELY, Map.of("reason", it.reason()), it.evidence(), it.fix());
        }
        boolean strangers = certainty(own, refused) == Certainty.POSSIBLE;
        if (strangers && facts.senders().stream().anyMatch(sender -> sender.failed() > 0)) {
            return Findings.contributing(
                    this,
                    facts,
                    Certainty.POSSIBLE,
                    Map.of("reason", Phrase.of("routing.refused")),
                    refused,
                    fix(facts, own));
        }
        return Findings.cause(
                this,
                facts,
                certainty(own, refused),
                Map.of("reason", Phrase.of("routing.refused")),
                Stream.concat(own.stream(), refused.stream()).toList(),
                fix(facts, own));
    }

    /// Strangers are refused every day; that is the fault only if nothing else is.
    private static Certainty certainty(List<Citation> own, List<Citation> refused) {
        if (!own.isEmpty()) {
            return Certainty.PROVEN;
        }
        return refused.stream().allMatch(line -> STRANGER.matcher(line.text()).find())
                ? Certainty.POSSIBLE
                : Certainty.LIKELY;
    }

    /// The receiver's words on delivery are about the receiver, unless mail loops back to this host.
    private static List<Change> fix(Facts facts, List<Citation> own) {
        boolean peers = facts.direction() == Problem.OUTBOUND
                && own.isEmpty()
                && Logs.saying(LOOPS, facts).isEmpty();
        return peers
                ? List.of(Change.at(Target.PEER))
                : Stream.concat(domains(facts), Stream.of(Change.command("postfix reload")))
                        .toList();
    }

    /// In a log of much mail somebody always mistypes an address.
    private static boolean isUsual(Facts facts) {
        return facts.evidence().logs().stream()
                        .flatMap(log -> log.peers().stream())
                        .filter(peer -> peer.direction() == Direction.OUTBOUND)
                        .mapToLong(PeerTotals::delivered)
                        .sum()
                > MANY;
    }

    /// The lists of domains in use; any of them where the settings are not known.
    private static Stream<Change> domains(Facts facts) {
        return DOMAINS.stream()
                .filter(name -> name.equals("mydestination")
                        || facts.evidence()
                                .mainCf()
                                .map(given -> given.content().entry(name).isPresent())
                                .orElse(true))
                .map(Change::mainCf);
    }

    /// The domain's DNS leads mail nowhere: it does not exist, says that it takes none, or names no host that has an
    /// address (RFC 5321 section 5.1, RFC 7505).
    private static Stream<Citation> published(MailDomain domain) {
        return switch (domain.route()) {
            case MailRoute.NullMx _ -> Stream.of(Citation.of("DNS", domain.name() + " MX 0 ."));
            case MailRoute.Nowhere(boolean exists) ->
                Stream.of(Citation.of("DNS", domain.name() + (exists ? " MX NODATA" : " NXDOMAIN")));
            case MailRoute.Exchangers(var hosts, var _, var _)
            when hosts.stream().allMatch(MailHost::hasNoAddress) ->
                hosts.stream().map(host -> Citation.of("DNS", domain.name() + " MX " + host.name()));
            case MailRoute.Exchangers _, MailRoute.Implicit _, MailRoute.Unknown _ -> Stream.empty();
        };
    }

    /// Mail was taken in and returned because a name of this very host has no address: the domain is not among those
    /// delivered here (`mydestination`, `virtual_mailbox_domains`), so that its MX was looked up.
    private static List<Citation> lookedUpInsteadOfDelivered(Facts facts) {
        Set<String> own = facts.evidence().mainCf().stream()
                .flatMap(given -> given.content().entries().stream())
                .filter(entry ->
                        entry.name().equals("myhostname") || entry.name().equals("mydestination"))
                .flatMap(entry -> Arrays.stream(entry.value().split("[\\s,]+", -1)))
                .filter(name -> name.indexOf('.') > 0)
                .collect(Collectors.toSet());
        return Logs.saying(NOT_FOUND, facts).stream()
                .filter(citation -> {
                    Matcher name = NOT_FOUND.matcher(citation.text());
                    return name.find() && own.contains(name.group(1));
                })
                .toList();
    }
}
