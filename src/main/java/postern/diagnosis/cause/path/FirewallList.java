package postern.diagnosis.cause.path;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.evidence.PastedText;

/// What fail2ban shuts out at the moment: `fail2ban-client status JAIL`, and the chains or sets of the firewall that it
/// names `f2b-JAIL` (`fail2ban-JAIL` before 0.9).
final class FirewallList {
    private static final Pattern JAIL = Pattern.compile("(?:Status for the jail: |\\b(?:f2b|fail2ban)-)([\\w.-]+)");
    private static final Pattern BANNED = Pattern.compile("Banned IP list:\\s+[0-9A-Fa-f]+[.:].*"
            + "|\\b(?:REJECT|DROP)\\b.*[0-9A-Fa-f]+[.:][0-9A-Fa-f.:]+.*|elements = \\{.*");
    private static final Pattern HEAD = Pattern.compile("^(?:Chain |Status for the jail|table |chain |set )");

    private FirewallList() {}

    /// The lines that show somebody banned by a jail of mail.
    static List<Citation> bans(Facts facts, Pattern mailJail) {
        return facts.evidence().texts().stream()
                .flatMap(text -> bans(text, mailJail).stream())
                .toList();
    }

    private static List<Citation> bans(PastedText text, Pattern mailJail) {
        List<Citation> bans = new ArrayList<>();
        String jail = "";
        for (var line : text.lines()) {
            String words = line.text().strip();
            Matcher named = JAIL.matcher(words);
            if (named.find()) {
                jail = named.group(1);
            } else if (HEAD.matcher(words).find()) {
                jail = "";
            }
            if (mailJail.matcher(jail).matches() && BANNED.matcher(words).find()) {
                bans.add(Citation.line(text.source(), line.number(), line.text()));
            }
        }
        return bans;
    }
}
