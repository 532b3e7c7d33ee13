package postern.diagnosis;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import postern.maillog.Direction;
import postern.maillog.LogLine;
import postern.maillog.MailLog;
import postern.maillog.SessionOutcome;
import postern.maillog.TlsSession;

/// What keeps a server from TLS altogether is over where the same service served it later: somebody
/// mended it. A process that was started before may go on for a while, so that only many sessions, or
/// one of another day, tell (postconf(5), `max_use`, `max_idle`).
final class Overtaken {
    private static final int MANY = 20;
    /// With any of these nobody gets TLS from the service.
    private static final Set<String> TOTAL = Set.of(
            "cert-file-missing",
            "cert-file-wrong-content",
            "cert-key-mismatch",
            "file-unreadable",
            "no-certificate-configured",
            "selinux-or-apparmor-denied",
            "tlsmgr-not-running");

    private static final Pattern SERVICE = Pattern.compile("\\bpostfix[\\w-]*/([\\w/-]+)\\[\\d+]");
    /// The day at the head of a line, in the shapes of BSD syslog and RFC 3339.
    private static final Pattern DAY = Pattern.compile("^(?:[A-Z][a-z]{2} [ \\d]\\d|\\d{4}-\\d\\d-\\d\\d)");

    private final Facts facts;

    Overtaken(Facts facts) {
        this.facts = facts;
    }

    /// The finding; a cause that is over only contributes.
    Finding fit(Finding finding) {
        return finding.role() == Role.CAUSE && TOTAL.contains(finding.cause()) && isOver(finding)
                ? finding.as(Role.CONTRIBUTING)
                : finding;
    }

    private boolean isOver(Finding finding) {
        return facts.evidence().logs().stream().anyMatch(log -> {
            List<Citation> lines = finding.evidence().stream()
                    .filter(line ->
                            line.source().equals(log.source()) && line.line().isPresent())
                    .toList();
            return !lines.isEmpty() && isOver(lines, log);
        });
    }

    private static boolean isOver(List<Citation> lines, MailLog log) {
        Citation last = lines.stream()
                .reduce((one, other) -> one.line().getAsLong() > other.line().getAsLong() ? one : other)
                .orElseThrow();
        List<LogLine> later = served(log, service(last.text()))
                .filter(line -> line.number() > last.line().getAsLong())
                .toList();
        return later.size() >= MANY || later.stream().anyMatch(line -> isOfAnotherDay(line.text(), last.text()));
    }

    /// The first line of each session with TLS at a service; at any where it is not named.
    private static Stream<LogLine> served(MailLog log, String service) {
        return log.peers().stream()
                .filter(peer -> peer.direction() == Direction.INBOUND)
                .flatMap(peer -> peer.samples().stream())
                .filter(session -> session.outcome() instanceof SessionOutcome.Established
                        && (service.isEmpty() || session.service().equals(service)))
                .map(TlsSession::lines)
                .filter(lines -> !lines.isEmpty())
                .map(List::getFirst);
    }

    private static String service(String line) {
        Matcher named = SERVICE.matcher(line);
        return named.find() ? named.group(1) : "";
    }

    private static boolean isOfAnotherDay(String one, String other) {
        return !day(one).isEmpty() && !day(other).isEmpty() && !Objects.equals(day(one), day(other));
    }

    private static String day(String line) {
        Matcher found = DAY.matcher(line);
        return found.find() ? found.group() : "";
    }
}
