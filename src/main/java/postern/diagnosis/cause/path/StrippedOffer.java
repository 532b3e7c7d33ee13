package postern.diagnosis.cause.path;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.cause.clue.Logs;
import postern.evidence.Problem;
import postern.probe.StartTls;

/// A receiver that promises TLS to everybody, by an MTA-STS policy in mode `enforce` (RFC 8461) or TLSA records
/// (RFC 7672), is met without STARTTLS: something on the way takes the offer out. Microsoft's receivers are not among
/// these, which withhold it from addresses they do not want.
final class StrippedOffer {
    /// gmail.com and protonmail.com publish such policies, gmx.net, web.de and mail.protonmail.ch TLSA records.
    private static final String PROMISING =
            "(?:[\\w-]+\\.)*(?:google|googlemail)\\.com|mail(?:sec)?\\.protonmail\\.ch|mx\\d*\\.(?:gmx\\.net|web\\.de)";
    private static final Pattern LOGGED =
            Pattern.compile("(?i)TLS is required, but was not offered by host (?:" + PROMISING + ")\\[");
    private static final Pattern GREETING = Pattern.compile("(?i)(?:" + PROMISING + ")\\s.*");

    private StrippedOffer() {}

    /// What shows it: the log of the delivering side, and conversations in which such a receiver names itself.
    static List<Citation> in(Facts facts) {
        if (facts.direction() != Problem.OUTBOUND) {
            return List.of();
        }
        Stream<Citation> spoken = facts.evidence().dialogues().stream()
                .filter(dialogue -> dialogue.startTls() == StartTls.NOT_OFFERED)
                .flatMap(dialogue -> dialogue.greeting().stream()
                        .filter(greeting -> GREETING.matcher(greeting.toLowerCase(Locale.ROOT))
                                .matches())
                        .map(greeting -> Citation.of(dialogue.source(), "220 " + greeting)));
        return Stream.concat(spoken, Logs.saying(LOGGED, facts).stream()).toList();
    }
}
