package postern.diagnosis.cause.mode;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import postern.diagnosis.Cause;
import postern.diagnosis.Certainty;
import postern.diagnosis.Change;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.SenderTraffic;
import postern.diagnosis.Target;
import postern.diagnosis.cause.answer.Findings;
import postern.diagnosis.cause.clue.Logs;
import postern.evidence.Given;
import postern.maillog.SessionOutcome;
import postern.maillog.TlsSession;
import postern.postfix.MasterCf;

/// The proxy sends the PROXY header and the server does not expect it, or the reverse.
public final class ProxyProtocolMismatch implements Cause {
    private static final Pattern LOGGED = Pattern.compile(
            "haproxy (?:read|protocol)|haproxy(?:\\(v\\d\\))?: |PROXY (?:TCP|UNKNOWN|header)|proxy protocol|improper command pipelining.*PROXY");
    private static final Pattern EXPECTED_IN_VAIN =
            Pattern.compile("haproxy (?:read|protocol)|proxy protocol (?:error|header)");
    /// Postfix `src/global/haproxy_srvr.c`, `src/smtpd/smtpd_haproxy.c`: the other side closed before a header came.
    private static final Pattern HUNG_UP = Pattern.compile("haproxy read: (?:lost connection|unexpected EOF)");
    private static final Pattern PASSED =
            Pattern.compile("smtpd\\[\\d+]: [0-9A-Za-z]{6,20}: client=|TLS connection established from ");
    private static final Pattern POSTSCREEN = Pattern.compile("/postscreen\\[\\d+]: .*haproxy");
    private static final Pattern SENT = Pattern.compile("^Sending header PROXY ");
    private static final Pattern ANSWERED = Pattern.compile("^(?:received )?250-");
    private static final Pattern DOVECOT = Pattern.compile("-login: (?:Error|Warning): haproxy");
    private static final Pattern NO_TLS = Pattern.compile("wrong version number|unknown protocol|http request");
    private static final Pattern FRONT =
            Pattern.compile("(?i)\\bproxyProtocol[.]version\\b|\\bsend-proxy(?:-v2)?\\b|^\\s*proxy_protocol\\s+on\\b");
    private static final Pattern IMPLICIT_PORT = Pattern.compile("-connect \\S+:465\\b");
    private static final Pattern IMPLICIT = Pattern.compile("(?:smtps|submissions)/smtpd$");
    /// Names of machines and containers that pass connections on.
    private static final Pattern PROXY = Pattern.compile(
            "(?i)(?:^|[.-])(?:\\w*proxy|traefik|nginx|envoy|ingress|gateway|load-?balancer|lb\\d*)(?:[.-]|$)");
    private static final Pattern INNER = Pattern.compile("^(?:127\\.|localhost|\\[?::1)");
    /// A filter of this machine says, or is said, to have met no greeting at the port to which it hands mail back.
    private static final Pattern HANDED_BACK = Pattern.compile(
            "(?:[Nn]egative greeting|fwd-connect|MTA-BLOCKED|conversation with (?:127\\.|localhost).*(?:timed out|lost))");
    private static final String SUFFIX = "_upstream_proxy_protocol";

    @Override
    public List<Finding> examine(Facts facts) {
        return Findings.cause(
                this,
                facts,
                Certainty.LIKELY,
                Map.of(),
                Stream.of(logged(facts), byService(facts), byPeer(facts), inherited(facts))
                        .flatMap(lines -> lines)
                        .toList(),
                fix(facts));
    }

    /// Not where nothing but hanging up early is logged while mail passes, or one line alone: then the
    /// balancer's health checks end before they say anything. Nor where somebody sent the header and the
    /// greeting came all the same.
    private static Stream<Citation> logged(Facts facts) {
        List<Citation> lines = Logs.saying(LOGGED, facts);
        boolean checks = (lines.size() == 1
                        || lines.stream()
                                .allMatch(line -> HUNG_UP.matcher(line.text()).find()))
                && !Logs.saying(PASSED, facts).isEmpty();
        boolean greeted =
                lines.stream().allMatch(line -> SENT.matcher(line.text()).find())
                        && !Logs.saying(ANSWERED, facts).isEmpty();
        return checks || greeted ? Stream.empty() : lines.stream();
    }

    /// Where the header is expected in vain the setting goes; else the services that do not expect it yet get it.
    private static List<Change> fix(Facts facts) {
        if (!Logs.saying(DOVECOT, facts).isEmpty()) {
            return List.of(Change.dovecot("haproxy"), Change.command("systemctl restart dovecot"));
        }
        List<Change> inner = Logs.saying(HANDED_BACK, facts).isEmpty()
                ? List.of()
                : inheriting(facts)
                        .map(service -> Change.masterCf(service, "smtpd" + SUFFIX, ""))
                        .toList();
        if (!inner.isEmpty()) {
            return Stream.concat(inner.stream(), Stream.of(Change.command("postfix reload")))
                    .toList();
        }
        boolean vain = !Logs.saying(EXPECTED_IN_VAIN, facts).isEmpty();
        List<Change> changes = new ArrayList<>(services(facts)
                .filter(service -> expects(service) == vain)
                .map(service -> Change.masterCf(service, service.command() + SUFFIX, vain ? "" : "haproxy"))
                .toList());
        if (changes.isEmpty() && !Logs.saying(POSTSCREEN, facts).isEmpty()) {
            changes.add(Change.mainCf("postscreen" + SUFFIX, vain ? "" : "haproxy"));
        } else if (changes.isEmpty() && isInMainCf(facts)) {
            changes.add(Change.mainCf("smtpd" + SUFFIX, vain ? "" : "haproxy"));
        } else if (changes.isEmpty()) {
            changes.add(new Change(
                    Target.MASTER_CF,
                    Optional.empty(),
                    Optional.of("smtpd" + SUFFIX),
                    Optional.of(vain ? "" : "haproxy"),
                    Optional.empty()));
        }
        changes.add(Change.command("postfix reload"));
        return changes;
    }

    /// The setting stands in main.cf, where every smtpd takes it over, also one on this machine to which
    /// a filter hands mail back without a header; and that hand-over fails.
    private static Stream<Citation> inherited(Facts facts) {
        List<Citation> failed = Logs.saying(HANDED_BACK, facts);
        return failed.isEmpty()
                ? Stream.empty()
                : inheriting(facts)
                        .limit(1)
                        .flatMap(service -> Stream.concat(
                                facts.evidence().mainCf().stream()
                                        .flatMap(given -> given.content().entry("smtpd" + SUFFIX).stream()
                                                .map(entry -> Citation.line(
                                                        given.source(),
                                                        entry.firstLine(),
                                                        entry.name() + " = " + entry.value()))),
                                failed.stream()));
    }

    private static Stream<MasterCf.Service> inheriting(Facts facts) {
        boolean everywhere = facts.evidence().mainCf().stream()
                .flatMap(given -> given.content().entry("smtpd" + SUFFIX).stream())
                .anyMatch(entry -> !entry.value().isBlank());
        return facts.evidence().masterCf().stream()
                .filter(_ -> everywhere)
                .flatMap(given -> given.content().services().stream())
                .filter(service -> service.type().equals("inet")
                        && service.command().equals("smtpd")
                        && INNER.matcher(service.name()).find()
                        && service.options().stream()
                                .noneMatch(option -> option.name().equals("smtpd" + SUFFIX)));
    }

    private static boolean isInMainCf(Facts facts) {
        return facts.evidence().mainCf().stream()
                .anyMatch(given -> given.content().entry("smtpd" + SUFFIX).isPresent());
    }

    /// The services a proxy may stand before: those on ports of their own that reach beyond this machine.
    private static Stream<MasterCf.Service> services(Facts facts) {
        return facts.evidence().masterCf().stream()
                .map(Given::content)
                .flatMap(master -> master.services().stream())
                .filter(service -> service.type().equals("inet")
                        && !service.name().startsWith("127.")
                        && !service.name().startsWith("localhost"))
                .filter(service ->
                        service.command().equals("smtpd") || service.command().equals("postscreen"));
    }

    /// Some services expect the header and one with TLS from the first byte does not, where handshakes fail at once
    /// because what arrives is no TLS, or where the front is seen to send the header.
    private static Stream<Citation> byService(Facts facts) {
        List<Citation> failed = Stream.of(Logs.saying(NO_TLS, facts).stream(), hungUp(facts), sentByFront(facts))
                .flatMap(lines -> lines)
                .toList();
        return facts.evidence().masterCf().stream()
                .filter(_ -> !failed.isEmpty())
                .filter(_ -> services(facts).anyMatch(ProxyProtocolMismatch::expects))
                .flatMap(given -> services(facts)
                        .filter(service -> !expects(service) && wraps(service))
                        .map(service -> Citation.line(given.source(), service.firstLine(), service.name() + " inet")))
                .flatMap(citation -> Stream.of(citation, failed.getFirst()));
    }

    /// Tests of such a port that got nothing to see.
    private static Stream<Citation> hungUp(Facts facts) {
        return facts.evidence().transcripts().stream()
                .filter(run -> run.connected()
                        && run.suite().isEmpty()
                        && run.chain().certificates().isEmpty())
                .flatMap(run -> run
                        .command()
                        .filter(IMPLICIT_PORT.asPredicate())
                        .map(command -> Citation.of(run.source(), command))
                        .stream());
    }

    /// Traefik, HAProxy and nginx, as they are told to send it.
    private static Stream<Citation> sentByFront(Facts facts) {
        return Logs.saying(FRONT, facts).stream();
    }

    /// Every connection to a port with TLS from the first byte comes from one machine that is named as a proxy, and
    /// begins with what is no TLS.
    private static Stream<Citation> byPeer(Facts facts) {
        List<TlsSession> sessions =
                facts.senders().stream().flatMap(SenderTraffic::sessions).toList();
        return sessions.isEmpty()
                        || !sessions.stream().allMatch(ProxyProtocolMismatch::isNoTls)
                        || sessions.stream().map(TlsSession::peer).distinct().count() > 1
                ? Stream.empty()
                : Stream.of(facts.citation(sessions.getFirst()));
    }

    private static boolean isNoTls(TlsSession session) {
        return IMPLICIT.matcher(session.service()).find()
                && PROXY.matcher(session.peer().name()).find()
                && session.outcome() instanceof SessionOutcome.Failed failed
                && failed.error()
                        .filter(error -> NO_TLS.matcher(error.reason()).find())
                        .isPresent();
    }

    private static boolean expects(MasterCf.Service service) {
        return service.options().stream()
                .anyMatch(option ->
                        option.name().endsWith(SUFFIX) && !option.value().isEmpty());
    }

    private static boolean wraps(MasterCf.Service service) {
        return service.options().stream()
                .anyMatch(option -> option.name().equals("smtpd_tls_wrappermode")
                        && option.value().equals("yes"));
    }
}
