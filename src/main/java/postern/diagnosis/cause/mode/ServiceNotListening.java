package postern.diagnosis.cause.mode;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import postern.diagnosis.Cause;
import postern.diagnosis.Certainty;
import postern.diagnosis.Change;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.Phrase;
import postern.diagnosis.cause.answer.Findings;
import postern.evidence.Problem;
import postern.maillog.LogLine;
import postern.postfix.MainCf;
import postern.postfix.MasterCf;
import postern.probe.StartTls;
import postern.transcript.Listener;

/// Nothing listens: the service is missing in master.cf, or `inet_interfaces` leaves the address out (postconf(5)).
public final class ServiceNotListening implements Cause {
    private static final Pattern REFUSED = Pattern.compile("(?i)connection refused");
    private static final Pattern COMMAND = Pattern.compile("\\b(?:telnet|nc|ncat|openssl|swaks|curl|gnutls-cli)\\b");
    private static final Pattern PORT = Pattern.compile("[: ](25|465|587|smtp|smtps|submissions?)\\b");
    /// Any port or socket that a line names: `host:25`, `port 25`, `inet:127.0.0.1:8891`, `private/tlsmgr`.
    private static final Pattern NAMED =
            Pattern.compile("[:\\]](\\d{1,5})\\b(?!:)|\\bport (\\d{1,5})\\b|\\b(?:private|public)/\\w+");
    private static final Pattern HERE = Pattern.compile("(?:localhost|127\\.0\\.0\\.1|\\[?::1]?)");
    private static final Map<String, List<String>> SERVICES = Map.of(
            "25", List.of("smtp", "25"),
            "465", List.of("smtps", "submissions", "465"),
            "587", List.of("submission", "587"));

    @Override
    public List<Finding> examine(Facts facts) {
        List<Finding> unstarted = unstarted(facts);
        if (!unstarted.isEmpty() || facts.direction() == Problem.OUTBOUND) {
            return unstarted;
        }
        List<Refused> refused = refused(facts);
        Optional<Citation> loopback = loopbackOnly(facts);
        if (refused.isEmpty() && !(loopback.isPresent() && nobodyComes(facts))) {
            return List.of();
        }
        Optional<String> missing = missing(facts, refused).or(() -> unheard(facts, refused));
        if (loopback.isEmpty() && missing.isEmpty()) {
            return List.of();
        }
        String service = missing.orElse("smtp");
        return Findings.cause(
                this,
                facts,
                Certainty.LIKELY,
                Map.of("reason", Phrase.of("listening.nothing", service)),
                Stream.concat(refused.stream().map(Refused::citation), loopback.stream())
                        .toList(),
                loopback.isPresent()
                        ? List.of(
                                Change.mainCf("inet_interfaces", "all"),
                                Change.command("postfix stop && postfix start"))
                        : added(service));
    }

    /// The daemon gave up before it listened: it does not know the name of the port, or another program has the port.
    private List<Finding> unstarted(Facts facts) {
        return Unstarted.in(facts).stream()
                .limit(1)
                .flatMap(it -> Findings.cause(
                        this,
                        facts,
                        Certainty.PROVEN,
                        Map.of("reason", Phrase.of("listening.unstarted", it.service())),
                        it.evidence(),
                        it.fix())
                        .stream())
                .toList();
    }

    /// The owner asks about other servers, none is seen in the log, and nothing answered on another address.
    private static boolean nobodyComes(Facts facts) {
        return facts.evidence().problem().filter(Problem.INBOUND::equals).isPresent()
                && facts.evidence().scans().stream()
                        .noneMatch(scan -> scan.startTls() != StartTls.UNKNOWN
                                && !HERE.matcher(scan.endpoint().host()).matches())
                && facts.senders().stream()
                        .flatMap(sender -> sender.peers().stream())
                        .allMatch(peer -> peer.peer().isLoopback());
    }

    /// The service of a port that somebody was refused at and that is not among those listened on for others.
    private static Optional<String> unheard(Facts facts, List<Refused> refused) {
        List<Integer> heard = facts.listeners().stream()
                .filter(ServiceNotListening::isPublic)
                .map(Listener::port)
                .toList();
        return refused.stream()
                .map(Refused::port)
                .map(ServiceNotListening::service)
                .flatMap(Optional::stream)
                .filter(entry -> !facts.listeners().isEmpty() && !heard.contains(Integer.valueOf(entry.getKey())))
                .map(entry -> entry.getValue().getFirst())
                .findFirst();
    }

    private static boolean isPublic(Listener listener) {
        return !listener.address().startsWith("127.") && !listener.address().equals("::1");
    }

    private static Optional<Map.Entry<String, List<String>>> service(String port) {
        return SERVICES.entrySet().stream()
                .filter(entry -> entry.getKey().equals(port) || entry.getValue().contains(port))
                .findFirst();
    }

    /// The service in master.cf; on port 465 TLS begins with the first byte (RFC 8314 section 3.3).
    private static List<Change> added(String service) {
        List<Change> fix = new ArrayList<>();
        fix.add(Change.command("postconf -M " + service + "/inet='" + service + " inet n - y - - smtpd'"));
        if (service.equals("smtps")) {
            fix.add(Change.command("postconf -P '" + service + "/inet/smtpd_tls_wrappermode=yes'"));
        }
        fix.add(Change.command("postfix reload"));
        return fix;
    }

    /// A refused connection.
    ///
    /// @param port as the line names it, or the command above it; empty text if neither does
    private record Refused(String port, Citation citation) {}

    private static List<Refused> refused(Facts facts) {
        List<Refused> found = new ArrayList<>();
        facts.evidence().texts().forEach(text -> {
            String asked = "";
            for (LogLine line : text.lines()) {
                String port = port(line.text());
                if (!REFUSED.matcher(line.text()).find()) {
                    asked = COMMAND.matcher(line.text()).find() ? port : asked;
                } else if (isOfMail(line.text())) {
                    Citation citation = Citation.line(text.source(), line.number(), line.text());
                    if (!PassingRefusal.is(citation, facts)) {
                        found.add(new Refused(port.isEmpty() ? asked : port, citation));
                    }
                }
            }
        });
        facts.evidence().bounces().stream()
                .flatMap(bounce -> bounce.lines().stream()
                        .filter(line -> REFUSED.matcher(line.text()).find() && isOfMail(line.text()))
                        .map(line -> new Refused(
                                port(line.text()), Citation.line(bounce.source(), line.number(), line.text()))))
                .forEach(found::add);
        return found;
    }

    private static String port(String text) {
        Matcher port = PORT.matcher(text);
        return port.find() ? port.group(1) : "";
    }

    /// A line that names a port names one of mail; some clients name none.
    private static boolean isOfMail(String line) {
        return PORT.matcher(line).find() || !NAMED.matcher(line).find();
    }

    private static Optional<Citation> loopbackOnly(Facts facts) {
        return facts.evidence()
                .mainCf()
                .flatMap(given -> given.content()
                        .entry("inet_interfaces")
                        .filter(ServiceNotListening::isLoopback)
                        .map(entry -> Citation.line(
                                given.source(), entry.firstLine(), entry.name() + " = " + entry.value())));
    }

    private static boolean isLoopback(MainCf.Entry entry) {
        return entry.value().matches("(?:(?:loopback-only|" + HERE + ")[\\s,]*)+");
    }

    /// The service of a port that somebody was refused at and master.cf does not have.
    private static Optional<String> missing(Facts facts, List<Refused> refused) {
        List<String> named = facts.evidence().masterCf().stream()
                .flatMap(given -> given.content().services().stream())
                .filter(service -> service.type().equals("inet"))
                .map(MasterCf.Service::name)
                .map(name -> name.substring(name.lastIndexOf(':') + 1))
                .toList();
        return Stream.concat(
                        refused.stream().map(Refused::port), commands(facts).map(ServiceNotListening::port))
                .map(ServiceNotListening::service)
                .flatMap(Optional::stream)
                .map(Map.Entry::getValue)
                .filter(names -> !named.isEmpty() && names.stream().noneMatch(named::contains))
                .map(List::getFirst)
                .findFirst();
    }

    private static Stream<String> commands(Facts facts) {
        return Stream.concat(
                facts.evidence().transcripts().stream().flatMap(run -> run.command().stream()),
                facts.evidence().dialogues().stream().flatMap(it -> it.command().stream()));
    }
}
