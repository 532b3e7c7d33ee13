package postern.diagnosis.cause.policy;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
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
import postern.diagnosis.cause.delivery.ClientTrust;
import postern.diagnosis.cause.delivery.Outgoing;
import postern.postfix.Setting;

/// The TLS policy table cannot be queried (Postfix `src/smtp/smtp_tls_policy.c`).
public final class TlsPolicyLookupFailure implements Cause {
    private static final Pattern LOGGED = Pattern.compile(
            "policy table lookup error|TLS policy lookup (?:error )?for \\S+: (?!client TLS configuration problem|TLSA|no TLSA|non DNSSEC|Verification not possible)"
                    + "|smtp_tls_policy_maps.{0,80}lookup error");

    private static final Pattern QUEUED =
            Pattern.compile("\\((?:client TLS configuration problem|Temporary lookup error)\\)");

    private static final Pattern CONFIGURATION = Pattern.compile("\\(client TLS configuration problem\\)");

    /// The table itself, asked by Postfix or by hand (`src/util/dict_sockmap.c`, `src/postmap/postmap.c`).
    private static final Pattern ASKED = Pattern.compile(
            "(?:table )?(\\w+:\\S+?):? (?:(?:table )?lookup|query) error|(\\w+:\\S+) is unavailable\\. (?!unsupported dictionary)");
    /// How MTA-STS services are named and where they listen, by their own documentation.
    private static final Pattern STS_SERVICE = Pattern.compile("(?i)mta-?sts|tlspol|:(?:8461|8642)\\b");
    private static final Pattern TLSPOL = Pattern.compile("(?i)tlspol|:8642\\b");
    private static final Pattern SILENT = Pattern.compile("Connection refused|No such file or directory|timed out");
    private static final Pattern SOCKET = Pattern.compile("\\b(?:socketmap|tcp|ldap|mysql|pgsql|memcache|proxy):");
    private static final Pattern DATABASE = Pattern.compile("\\b(?:proxy:)?((?:mysql|pgsql|ldap|sqlite):/[\\w./-]+)");
    private static final String PARAMETER = "smtp_tls_policy_maps";

    @Override
    public List<Finding> examine(Facts facts) {
        Set<Citation> answered = Stream.of(new TlsPolicyTableSyntax(), new TlsPolicyAttributeUnsupported())
                .flatMap(cause -> cause.examine(facts).stream())
                .flatMap(finding -> finding.evidence().stream())
                .collect(Collectors.toSet());
        List<Citation> logged = Stream.concat(Logs.saying(LOGGED, facts).stream(), unanswered(facts))
                .filter(line -> !answered.contains(line))
                .distinct()
                .toList();
        return logged.isEmpty()
                ? queued(facts)
                : Findings.cause(this, facts, Certainty.PROVEN, Map.of(), logged, fix(facts, logged));
    }

    /// A table that asks a database has a file of its own with the question in it (mysql_table(5)); `postmap -q`
    /// asks it by hand and prints the database's error.
    private static List<Change> fix(Facts facts, List<Citation> logged) {
        String destination = Outgoing.destination(facts).orElse("example.com");
        return logged.stream()
                .flatMap(line -> DATABASE.matcher(line.text()).results())
                .map(found -> found.group(1))
                .findFirst()
                .map(table -> List.of(
                        Change.at(Target.FILE),
                        Change.command("postmap -q '" + destination + "' " + table),
                        Change.command("postfix reload")))
                .orElseGet(() -> service(facts, logged));
    }

    /// Nobody answers where the service of the table is to listen: it has to run, or the table to go until it does.
    private static List<Change> service(Facts facts, List<Citation> logged) {
        if (logged.stream().noneMatch(line -> SILENT.matcher(line.text()).find())) {
            return List.of(Change.at(Target.TLS_POLICY));
        }
        String names = logged.stream().map(Citation::text).collect(Collectors.joining(" "));
        Change start = TLSPOL.matcher(names).find()
                ? Change.command("systemctl restart postfix-tlspol")
                : STS_SERVICE.matcher(names).find()
                        ? Change.command("systemctl restart postfix-mta-sts-resolver")
                        : Change.at(Target.COMMAND);
        Stream<Change> without = Outgoing.written(facts, PARAMETER)
                .map(setting -> {
                    String rest = setting.value()
                            .replaceAll("(?:socketmap|tcp):[^\\s,]+[\\s,]*", "")
                            .replaceFirst("[\\s,]+$", "");
                    return Change.mainCf(PARAMETER, rest).asAlternative();
                })
                .stream();
        return Stream.of(
                        Stream.of(Change.at(Target.TLS_POLICY), start, Change.at(Target.COMMAND)),
                        without,
                        Stream.of(Change.command("postfix reload")))
                .flatMap(changes -> changes)
                .distinct()
                .toList();
    }

    /// Errors of a table that holds policies: `smtp_tls_policy_maps` names it, or its own name says so.
    private static Stream<Citation> unanswered(Facts facts) {
        String maps = Outgoing.written(facts, PARAMETER).map(Setting::value).orElse("");
        return Logs.saying(ASKED, facts).stream().filter(line -> {
            var asked = ASKED.matcher(line.text());
            String table = asked.find() ? Objects.requireNonNullElse(asked.group(1), asked.group(2)) : "";
            return maps.contains(table) || STS_SERVICE.matcher(table).find() || table.contains("tls_policy");
        });
    }

    /// The path of a socket as a process in the chroot sees it.
    private static Change withinJail(Facts facts, Setting setting) {
        String jail = Outgoing.client(facts)
                .map(client -> client.settings().get("queue_directory").value())
                .filter(path -> !path.isEmpty())
                .orElse("/var/spool/postfix");
        String seen = setting.value().replace("unix:" + jail + "/", "unix:/");
        return ClientTrust.inChroot(facts) && !seen.equals(setting.value())
                ? Change.mainCf(PARAMETER, seen)
                : Change.mainCf(PARAMETER);
    }

    /// Nothing but the state of the mail: what it speaks of is a table that gives no answer or one that is not
    /// understood, and the warning before it says which (`src/smtp/smtp_tls_policy.c`, MARK_INVALID).
    private List<Finding> unexplained(Facts facts) {
        return Findings.cause(
                this,
                facts,
                Certainty.POSSIBLE,
                Map.of(),
                Logs.saying(CONFIGURATION, facts),
                List.of(Change.at(Target.TLS_POLICY), Change.mainCf(PARAMETER)));
    }

    /// The queue shows only that the policy could not be had; a table behind a socket of this machine is out of reach
    /// in the chroot unless its path begins there (postconf(5), `queue_directory`; socketmap_table(5)).
    private List<Finding> queued(Facts facts) {
        List<Citation> waiting = Logs.saying(QUEUED, facts);
        boolean answered = Stream.of(new TlsPolicyTableSyntax(), new TlsPolicyAttributeUnsupported())
                .anyMatch(cause -> !cause.examine(facts).isEmpty());
        if (waiting.isEmpty() || answered) {
            return List.of();
        }
        return facts.evidence().mainCf().isEmpty()
                ? unexplained(facts)
                : Outgoing.written(facts, PARAMETER).stream()
                        .filter(setting -> SOCKET.matcher(setting.value()).find())
                        .flatMap(setting -> Findings.cause(
                                this,
                                facts,
                                Certainty.LIKELY,
                                Map.of(),
                                Stream.concat(Stream.of(facts.citation(setting)), waiting.stream())
                                        .toList(),
                                List.of(withinJail(facts, setting), Change.command("postfix reload")))
                                .stream())
                        .toList();
    }
}
