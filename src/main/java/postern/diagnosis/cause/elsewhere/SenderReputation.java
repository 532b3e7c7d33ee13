package postern.diagnosis.cause.elsewhere;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import postern.diagnosis.Change;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.Phrase;
import postern.diagnosis.Target;
import postern.diagnosis.cause.clue.Logs;
import postern.evidence.Problem;

/// A receiver that refuses our mail for what the DNS says, or does not say, of its sender (RFC 7372: 5.7.25 for reverse
/// DNS, 5.7.20 to 5.7.23 and 5.7.26 for DKIM and SPF).
///
/// @param reason   what lacks
/// @param evidence the lines
/// @param fix      what to change
record SenderReputation(Phrase reason, List<Citation> evidence, List<Change> fix) {
    private static final Pattern REVERSE = Pattern.compile(
            "\\b[45]\\.7\\.25\\b|(?i:(?:not|n.t) have (?:a )?(?:valid )?PTR"
                    + "|(?:missing|no|without|lacks?)(?: a)?(?: valid)? (?:PTR|rDNS|reverse[ -]DNS)\\b|cannot find your (?:reverse )?hostname"
                    + "|cannot resolve your (?:reverse )?(?:hostname|address)|reverse DNS (?:lookup )?(?:failed|is missing|required)"
                    + "|fix reverse DNS|reverse DNS (?:entry |record |name )?(?:does|did|do)(?: not|n't) (?:resolve|match|exist))");
    private static final Pattern UNPROVEN =
            Pattern.compile("\\b[45]\\.7\\.2[01236]\\b(?=.{0,300}(?:SPF|DKIM|DMARC|unauthenticated|authenticat))"
                    + "|(?i:(?:SPF|DMARC) (?:check|validation|policy|record)?.{0,20}fail)");
    private static final Pattern OURS = Pattern.compile("/(?:smtp|lmtp)\\[\\d+]: |^(?!.*/smtpd\\[\\d+])");
    /// An address of ours of the newer family, or a host reached over it.
    private static final Pattern IPV6 = Pattern.compile("\\[(?:IPv6:)?[0-9a-fA-F]{1,4}:[0-9a-fA-F:]+]");

    SenderReputation {
        evidence = List.copyOf(evidence);
        fix = List.copyOf(fix);
    }

    /// What a receiver says, where the complaint is about mail that goes out.
    static Optional<SenderReputation> in(Facts facts) {
        if (facts.direction() != Problem.OUTBOUND) {
            return Optional.empty();
        }
        List<Citation> reverse = said(REVERSE, facts);
        if (!reverse.isEmpty()) {
            return Optional.of(new SenderReputation(Phrase.of("routing.reverse"), reverse, named(reverse)));
        }
        List<Citation> unproven = said(UNPROVEN, facts);
        return unproven.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new SenderReputation(Phrase.of("routing.unproven"), unproven, List.of(Change.at(Target.DNS))));
    }

    private static List<Citation> said(Pattern pattern, Facts facts) {
        return Logs.saying(pattern, facts).stream()
                .filter(line -> OURS.matcher(line.text()).find())
                .toList();
    }

    /// A reverse name; where only the newer addresses lack it, the older ones (postconf(5)).
    private static List<Change> named(List<Citation> said) {
        List<Change> fix = new ArrayList<>(List.of(Change.at(Target.DNS)));
        if (said.stream().anyMatch(line -> IPV6.matcher(line.text()).find())) {
            Stream.of("inet_protocols", "smtp_address_preference")
                    .map(name -> Change.mainCf(name, "ipv4"))
                    .forEach(fix::add);
            fix.add(Change.command("postfix stop && postfix start"));
        }
        return fix;
    }
}
