package postern.diagnosis;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import postern.evidence.Evidence;
import postern.evidence.Problem;
import postern.maillog.Direction;
import postern.maillog.SessionOutcome;
import postern.maillog.TlsSession;
import postern.postfix.MainCf;
import postern.postfix.MasterCf;
import postern.postfix.Platform;
import postern.postfix.TlsService;

/// Which service of master.cf a complaint is about: port 25, unless mail programs fail and the log says at
/// which other.
final class ServiceInQuestion {
    private static final int SMTP_PORT = 25;
    private static final String PROGRAM = "/smtpd";

    private ServiceInQuestion() {}

    /// The service on port 25, or the one that mail programs failed at.
    ///
    /// @param direction what the complaint is about
    static TlsService of(MainCf mainCf, Evidence evidence, Platform platform, Problem direction) {
        Optional<MasterCf> masterCf = evidence.masterCf().map(given -> given.content());
        Set<String> failing = direction == Problem.CLIENTS ? failing(evidence) : Set.of();
        return masterCf.stream()
                .flatMap(master -> TlsService.all(mainCf, master, platform).stream())
                .filter(service -> failing.contains(logName(service)))
                .findFirst()
                .or(() -> masterCf.stream()
                        .flatMap(master -> TlsService.all(mainCf, master, platform).stream())
                        .filter(service -> service.port().orElse(0) == SMTP_PORT)
                        .findFirst())
                .orElseGet(() -> TlsService.smtp(mainCf, platform));
    }

    /// The names, other than that of port 25, under which smtpd logged failed handshakes (postconf(5),
    /// `syslog_name`).
    private static Set<String> failing(Evidence evidence) {
        return evidence.logs().stream()
                .flatMap(log -> log.peers().stream())
                .filter(peer -> peer.direction() == Direction.INBOUND)
                .flatMap(peer -> peer.samples().stream())
                .filter(session -> session.outcome() instanceof SessionOutcome.Failed)
                .map(TlsSession::service)
                .filter(service -> service.endsWith(PROGRAM))
                .map(service -> service.substring(0, service.length() - PROGRAM.length()))
                .collect(Collectors.toSet());
    }

    /// Whether a session was with a service that has a name of its own in the log.
    static boolean isWith(TlsSession session, TlsService service) {
        return session.service().equals(logName(service) + PROGRAM);
    }

    private static String logName(TlsService service) {
        String name = service.settings().get("syslog_name").value();
        return Stream.of(name.split("/")).reduce("", (_, last) -> last);
    }
}
