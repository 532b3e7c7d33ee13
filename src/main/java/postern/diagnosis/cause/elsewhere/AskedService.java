package postern.diagnosis.cause.elsewhere;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import postern.diagnosis.Change;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.Target;
import postern.diagnosis.cause.clue.Logs;
import postern.evidence.Given;
import postern.postfix.MainCf;
import postern.postfix.MasterCf;

/// A program beside Postfix that it asks or hands mail to, and that does not answer: everything waits for it, after TLS
/// as well as without.
enum AskedService {
    /// A filter before the queue (`smtpd_proxy_filter`; Postfix `src/smtpd/smtpd_proxy.c`).
    PROXY("(?:connect to|timeout talking to|lost connection with) proxy filter (?:inet:|unix:)?([^\\s,]+?):? "),

    /// A policy service, for example for greylisting (`check_policy_service`; Postfix `src/util/attr_clnt.c`).
    /// Postfix's own services are asked in the same way.
    POLICY(
            "smtpd\\[\\d+]: warning: problem talking to server (?!(?:private/|local:private/)?(?:tlsmgr|anvil|proxymap|"
                    + "proxywrite|rewrite|verify|scache|tlsproxy|trace|bounce|defer|flush|dnsblog)\\b)(?:inet:|unix:)?(\\S+): "),

    /// A lookup table over the network (tcp_table(5); Postfix `src/global/dict_tcp.c`, `src/util/dict_sockmap.c`).
    TABLE("connect to TCP map ([^\\s,]+): |table socketmap:(?:inet:|unix:)?(\\S+?):[\\w-]+ lookup error: "
            + ".{0,40}(?:refused|timed out|No such file)");

    /// Who usually listens there: the ports in the packages' own settings and manuals.
    private static final Map<String, String> USUAL = Map.ofEntries(
            Map.entry("10001", "postsrsd"),
            Map.entry("10002", "postsrsd"),
            Map.entry("10003", "postsrsd"),
            Map.entry("10023", "postgrey"),
            Map.entry("10024", "amavis"),
            Map.entry("10031", "cbpolicyd"),
            Map.entry("10040", "postfwd"),
            Map.entry("12525", "policyd-weight"),
            Map.entry("12340", "dovecot"),
            Map.entry("8461", "postfix-mta-sts-resolver"),
            Map.entry("8642", "postfix-tlspol"));

    private static final Pattern PORT = Pattern.compile(".*:(\\d{1,5})");

    private final Pattern logged;

    AskedService(String logged) {
        this.logged = Pattern.compile(logged);
    }

    /// The lines that say so.
    List<Citation> lines(Facts facts) {
        return Logs.saying(logged, facts);
    }

    /// Starting it comes first; then its own settings; last, to do without it.
    List<Change> fix(Facts facts) {
        Change start = usual(endpoint(facts))
                .map(unit -> Change.command("systemctl restart " + unit))
                .orElseGet(() -> Change.at(Target.COMMAND));
        List<Change> fix = new ArrayList<>(List.of(start, Change.at(Target.FILE)));
        fix.addAll(without(facts));
        fix.add(Change.command("postfix reload"));
        return fix;
    }

    private List<Change> without(Facts facts) {
        return switch (this) {
            case PROXY -> withoutProxy(facts);
            case POLICY -> withoutPolicy(facts);
            case TABLE -> withoutTable(facts);
        };
    }

    private List<Change> withoutProxy(Facts facts) {
        List<Change> overrides = facts.evidence().masterCf().stream()
                .flatMap(given -> given.content().services().stream())
                .flatMap(service -> overrides(service, "smtpd_proxy_filter"))
                .toList();
        return overrides.isEmpty()
                ? List.of(
                        facts.evidence().masterCf().isEmpty()
                                ? Change.at(Target.MASTER_CF, "smtpd_proxy_filter", "")
                                : Change.mainCf("smtpd_proxy_filter", ""))
                : overrides;
    }

    private static Stream<Change> overrides(MasterCf.Service service, String parameter) {
        return service.options().stream()
                .filter(option -> option.name().equals(parameter))
                .map(option -> new Change(
                        Target.MASTER_CF,
                        Optional.of(service.name()),
                        Optional.of(parameter),
                        Optional.of(""),
                        Optional.of("postconf -PX '" + service.name() + "/" + service.type() + "/" + parameter + "'")));
    }

    /// The restrictions that ask it, without the question.
    private List<Change> withoutPolicy(Facts facts) {
        String endpoint = endpoint(facts);
        return entries(facts)
                .filter(entry -> entry.value().contains("check_policy_service") && names(entry, endpoint))
                .map(entry ->
                        Change.mainCf(entry.name(), without(entry.value(), "check_policy_service\\s+\\S*", endpoint)))
                .toList();
    }

    /// The parameters that name the table; where none is shown, the two that postsrsd is entered under with its usual
    /// ports (its README).
    private List<Change> withoutTable(Facts facts) {
        String endpoint = endpoint(facts);
        List<Change> named = entries(facts)
                .filter(entry -> entry.value().matches("(?s).*(?:tcp|socketmap):.*") && names(entry, endpoint))
                .map(entry -> Change.mainCf(entry.name(), without(entry.value(), "(?:tcp|socketmap):\\S*", endpoint)))
                .toList();
        if (!named.isEmpty() || facts.hasWholeMainCf()) {
            return named;
        }
        Matcher port = PORT.matcher(endpoint);
        return switch (port.matches() ? port.group(1) : "") {
            case "10001" -> List.of(Change.mainCf("sender_canonical_maps", ""));
            case "10002" -> List.of(Change.mainCf("recipient_canonical_maps", ""));
            default -> List.of();
        };
    }

    private static String without(String list, String before, String endpoint) {
        return list.replaceAll(before + Pattern.quote(endpoint) + "[^\\s,]*", "")
                .replaceAll("\\s*,(?:\\s*,)+\\s*", ", ")
                .replaceAll("^[\\s,]+|[\\s,]+$", "");
    }

    private static boolean names(MainCf.Entry entry, String endpoint) {
        return entry.value().contains(endpoint);
    }

    private static Stream<MainCf.Entry> entries(Facts facts) {
        return facts.evidence().mainCf().stream().map(Given::content).flatMap(mainCf -> mainCf.entries().stream());
    }

    private static Optional<String> usual(String endpoint) {
        Matcher port = PORT.matcher(endpoint);
        return port.matches() ? Optional.ofNullable(USUAL.get(port.group(1))) : Optional.empty();
    }

    private String endpoint(Facts facts) {
        return lines(facts).stream()
                .map(line -> logged.matcher(line.text()))
                .filter(Matcher::find)
                .flatMap(found -> Stream.iterate(1, group -> group <= found.groupCount(), group -> group + 1)
                        .flatMap(group -> Stream.ofNullable(found.group(group))))
                .findFirst()
                .orElse("?");
    }
}
