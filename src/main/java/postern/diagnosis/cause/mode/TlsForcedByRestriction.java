package postern.diagnosis.cause.mode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import postern.diagnosis.Cause;
import postern.diagnosis.Certainty;
import postern.diagnosis.Change;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.Target;
import postern.diagnosis.cause.answer.Findings;
import postern.diagnosis.cause.clue.Logs;
import postern.evidence.Problem;

/// `reject_plaintext_session` turns mail without TLS away (Postfix `src/smtpd/smtpd_check.c`). On delivery the words
/// are those of the receiver, whose restrictions are not ours to change.
public final class TlsForcedByRestriction implements Cause {
    private static final String RESTRICTION = "reject_plaintext_session";
    private static final Pattern LIST = Pattern.compile("smtpd_\\w+_restrictions");
    private static final Pattern LOGGED = Pattern.compile("Session encryption is required");

    @Override
    public List<Finding> examine(Facts facts) {
        if (facts.direction() == Problem.OUTBOUND) {
            return List.of();
        }
        List<Citation> said = Logs.saying(LOGGED, facts);
        return Findings.cause(
                this,
                facts,
                said.isEmpty() ? Certainty.POSSIBLE : Certainty.PROVEN,
                Map.of(),
                said.isEmpty() ? configured(facts) : said,
                fix(facts));
    }

    /// On a server that takes mail from others at the level may, senders without TLS are turned away.
    private static List<Citation> configured(Facts facts) {
        return facts.evidence().mainCf().stream()
                .filter(_ -> facts.direction() == Problem.INBOUND)
                .flatMap(given -> given.content().entries().stream()
                        .filter(entry -> LIST.matcher(entry.name()).matches()
                                && entry.value().contains(RESTRICTION))
                        .map(entry ->
                                Citation.line(given.source(), entry.firstLine(), entry.name() + " = " + entry.value())))
                .toList();
    }

    /// The restriction goes. Where main.cf names it in no list, an access table does; in a restriction class, too, the
    /// table says whose mail is meant (RESTRICTION_CLASS_README).
    private static List<Change> fix(Facts facts) {
        List<Change> changes = new ArrayList<>(facts.evidence().mainCf().stream()
                .flatMap(given -> given.content().entries().stream())
                .filter(entry ->
                        LIST.matcher(entry.name()).matches() && entry.value().contains(RESTRICTION))
                .map(entry -> Change.mainCf(entry.name(), without(entry.value())))
                .toList());
        if (changes.isEmpty()) {
            changes.add(Change.at(Target.FILE));
        }
        changes.add(Change.command("postfix reload"));
        return changes;
    }

    private static String without(String value) {
        return Arrays.stream(value.strip().split("[\\s,]+", -1))
                .filter(word -> !word.equals(RESTRICTION))
                .collect(Collectors.joining(", "));
    }
}
