package postern.diagnosis.cause.path;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
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
import postern.diagnosis.Target;
import postern.diagnosis.cause.answer.Findings;
import postern.diagnosis.cause.clue.Logs;
import postern.diagnosis.cause.clue.PasswordGuesses;
import postern.evidence.Problem;

/// fail2ban has shut out a client that tried TLS: failed handshakes count as attacks for some of its patterns.
public final class BlockedByFail2ban implements Cause {
    private static final Pattern BAN = Pattern.compile(
            "fail2ban.*\\bBan ([0-9A-Fa-f:.]{3,45})(?=\\s|$)|\\bBan(?:ning)? ([0-9A-Fa-f:.]{7,45})(?:/\\d{1,3})?$");
    private static final Pattern BAN_OR_END = Pattern.compile("\\b(Ban|Unban) ([0-9A-Fa-f:.]{3,45})(?=\\s|$)");
    /// The jail in front of it. One of another service closes other ports; `recidive` closes all.
    private static final Pattern JAIL = Pattern.compile("\\[([A-Za-z][\\w.-]*)\\] (?:Restore )?Ban ");
    private static final Pattern OF_PASSWORDS = Pattern.compile("(?i)sasl|auth|login");
    private static final Pattern ADDRESS =
            Pattern.compile("(?<![\\w.:])(?!0\\.0\\.0\\.0|::/)[0-9A-Fa-f]{1,4}(?:[.:][0-9A-Fa-f:.]{2,})");
    private static final Pattern REFUSED = Pattern.compile("(?i)\\bconnect(?:ion)?\\b.{0,100}\\brefused\\b");
    private static final Pattern MAIL_JAIL =
            Pattern.compile("(?i).*(?:postfix|dovecot|smtp|submission|sasl|mail|imap|pop3|tls|ssl|recidive).*");

    @Override
    public String id() {
        return "blocked-by-fail2ban";
    }

    @Override
    public List<Finding> examine(Facts facts) {
        Set<String> guessers = PasswordGuesses.hosts(facts);
        Set<String> tried = facts.realSenders().stream()
                .filter(sender -> sender.failed() > 0 || sender.tls() > 0)
                .flatMap(sender -> sender.peers().stream())
                .map(peer -> peer.peer().address())
                .collect(Collectors.toSet());
        List<Citation> bans = Logs.saying(BAN, facts).stream()
                .filter(line -> tried.isEmpty()
                        || tried.contains(address(line.text()))
                        || isShutOut(facts, address(line.text())))
                .filter(line -> isOfMail(line.text()))
                .filter(line -> !isNoMatter(line, facts))
                .collect(Collectors.toCollection(ArrayList::new));
        FirewallList.bans(facts, MAIL_JAIL).stream()
                .filter(line -> !isOnlyOf(guessers, line.text()))
                .forEach(bans::add);
        return Findings.cause(
                this,
                facts,
                Certainty.LIKELY,
                Map.of("address", bans.isEmpty() ? "?" : address(bans.getFirst().text())),
                bans,
                Stream.concat(
                                Stream.of(Change.at(Target.FILE)),
                                bans.stream()
                                        .limit(1)
                                        .map(line -> Change.command("fail2ban-client unban " + address(line.text()))))
                        .toList());
    }

    /// Whether a line tells of a ban that explains no complaint: it has ended, it hit somebody who guesses
    /// passwords, or its jail watches passwords, which servers that deliver do not have, and the log knows
    /// nothing else of the address.
    public static boolean isNoMatter(Citation line, Facts facts) {
        if (!BAN.matcher(line.text()).find()) {
            return false;
        }
        Matcher jail = JAIL.matcher(line.text());
        String address = address(line.text());
        boolean ofPasswords = facts.direction() == Problem.INBOUND
                && jail.find()
                && OF_PASSWORDS.matcher(jail.group(1)).find()
                && !isLogged(address, facts);
        return ofPasswords
                || PasswordGuesses.hosts(facts).contains(address)
                || lifted(facts).contains(address);
    }

    /// Those whose ban ended, with no other after it, and who got in at some time.
    private static Set<String> lifted(Facts facts) {
        Set<String> free = new HashSet<>();
        Logs.saying(BAN_OR_END, facts).forEach(line -> {
            Matcher turn = BAN_OR_END.matcher(line.text());
            if (turn.find() && turn.group(1).equals("Unban")) {
                free.add(turn.group(2));
            } else {
                free.remove(address(line.text()));
            }
        });
        free.retainAll(facts.senders().stream()
                .flatMap(sender -> sender.peers().stream())
                .filter(peer -> peer.tls() > 0)
                .map(peer -> peer.peer().address())
                .toList());
        return free;
    }

    /// Whether all addresses in a list are of hosts that guess passwords.
    private static boolean isOnlyOf(Set<String> hosts, String list) {
        List<String> listed =
                ADDRESS.matcher(list).results().map(MatchResult::group).toList();
        return !listed.isEmpty() && hosts.containsAll(listed);
    }

    /// Whether connections time out or are refused, as its firewall rules have it, and nobody else is banned or the log
    /// knows the address by something else than a handshake: a wrong password.
    private static boolean isShutOut(Facts facts, String address) {
        long banned = Logs.saying(BAN, facts).stream()
                .map(line -> address(line.text()))
                .distinct()
                .count();
        boolean shut = !Logs.saying(NotTlsPortBlocked.LOGGED, facts).isEmpty()
                || !Logs.saying(REFUSED, facts).isEmpty();
        return shut && (banned == 1 || isLogged(address, facts));
    }

    private static boolean isLogged(String address, Facts facts) {
        return !facts.lines(Pattern.compile("(?:\\[|rip=)" + Pattern.quote(address) + "[\\],]"))
                .isEmpty();
    }

    private static boolean isOfMail(String line) {
        Matcher jail = JAIL.matcher(line);
        return !jail.find() || MAIL_JAIL.matcher(jail.group(1)).matches();
    }

    private static String address(String line) {
        Matcher ban = BAN.matcher(line);
        if (!ban.find()) {
            Matcher listed = ADDRESS.matcher(line);
            return listed.find() ? listed.group() : "";
        }
        return ban.group(1) == null ? ban.group(2) : ban.group(1);
    }
}
