package postern.diagnosis.cause.mode;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.evidence.PastedText;
import postern.maillog.LogLine;

/// A connection that was refused where the same port of the same host answers further down, and nobody changed anything
/// in between: a service that was being restarted. Checks that are repeated show it, those of a monitor above all.
public final class PassingRefusal {
    private static final Pattern PLACE = Pattern.compile(
            "(?<![\\w.])((?:[A-Za-z0-9_-]+\\.)+[A-Za-z0-9-]+|localhost)\\]?(?:(?: and)?,? ?port |:| )(\\d{2,5})\\b");
    /// Plugins of Nagios and its kin; netcat; telnet; s_client.
    private static final Pattern ANSWERS = Pattern.compile(
            "\\b[A-Z][A-Z0-9_]{1,19} (?:OK|WARNING)\\b|(?i)\\b(?:succeeded!|connected to|\\bopen\\b)|\\s220[ -]|\\* OK ");
    /// What somebody did between two attempts.
    private static final Pattern ACTED = Pattern.compile(
            "\\s*#.*|.*\\b(?:systemctl|service|postfix|doveadm|docker|kubectl|iptables|nft|ufw|firewall-cmd)\\s+.*\\b(?:start|restart|reload|allow|up|add|-[AID])\\b.*");

    private PassingRefusal() {}

    /// Whether a line tells of such a refusal.
    public static boolean is(Citation refusal, Facts facts) {
        return place(refusal.text())
                .filter(place -> facts.evidence().texts().stream()
                        .filter(text -> text.source().equals(refusal.source()))
                        .anyMatch(text -> answersLater(text, refusal, place)))
                .isPresent();
    }

    private static boolean answersLater(PastedText text, Citation refusal, String place) {
        List<LogLine> later = text.lines().stream()
                .filter(line -> line.number() > refusal.line().orElse(Long.MAX_VALUE))
                .toList();
        Stream<LogLine> untouched =
                later.stream().takeWhile(line -> !ACTED.matcher(line.text()).matches());
        return untouched.anyMatch(line -> ANSWERS.matcher(line.text()).find()
                && place(line.text()).filter(place::equals).isPresent());
    }

    /// Host and port that a line names.
    private static Optional<String> place(String line) {
        Matcher found = PLACE.matcher(line);
        return found.find() ? Optional.of(found.group(1) + ":" + found.group(2)) : Optional.empty();
    }
}
