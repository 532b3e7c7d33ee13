package postern.diagnosis;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import postern.maillog.SessionOutcome;
import postern.openssl.OpenSslError;

/// Tells scanners from senders. Surveys, research projects, vendors of security reports and password
/// guessers visit every mail server and fail handshakes on purpose.
public final class Noise {
    /// Words in the names of hosts that look and never deliver; the projects give their hosts such names so
    /// that administrators can recognise them.
    private static final Pattern SCANNER = Pattern.compile(
            "(?i)(?:census|scan(?!dinav)|shodan|shadowserver|internet-measurement|internet\\.nl|rapid7|stretchoid"
                    + "|binaryedge|leakix|criminalip|onyphe|netsystemsresearch|research|recyber|probe|ssllabs"
                    + "|qualys|nessus|tenable|intrinsec|alphastrike|tor-?exit|exit-?relay|monitor|nagios|uptime)");

    /// From this year on what runs on a rented machine speaks TLS 1.2, if it is meant to work (RFC 8996 was in its last
    /// call, browsers gave TLS 1.0 up).
    private static final int UP_TO_DATE = 2020;

    private Noise() {}

    /// Who fails for different reasons within so short a time tries one version after the other; servers with mail wait
    /// for minutes before they come again (RFC 5321 section 4.5.4.1).
    private static final Duration AT_ONCE = Duration.ofSeconds(10);

    /// Whether a sender only ever failed and its name says why, or its failures are of many kinds.
    public static boolean is(SenderTraffic sender) {
        return neverMail(sender)
                && sender.profile().isEmpty()
                && (sender.peers().stream()
                                .anyMatch(peer ->
                                        SCANNER.matcher(peer.peer().name()).find())
                        || asksForPages(sender)
                        || kindsOfFailure(sender) > 2
                        || (RentedHosts.are(sender) && comesAgainAtOnce(sender))
                        || (kindsOfFailure(sender) == 2 && sender.failed() > 2 && isAtOnce(sender)));
    }

    /// Whether it took a port of mail for a web server's.
    private static boolean asksForPages(SenderTraffic sender) {
        return sender.failures()
                .flatMap(failed -> failed.error().stream())
                .anyMatch(error -> error.reason().equals("http request"));
    }

    /// Neither a server with mail nor somebody at a mail program tries again within seconds. Only services of long ago
    /// did so from rented machines, with libraries that had no TLS 1.2.
    private static boolean comesAgainAtOnce(SenderTraffic sender) {
        List<LocalDateTime> times = failures(sender).stream()
                .filter(time -> time.getYear() >= UP_TO_DATE)
                .toList();
        return IntStream.range(1, times.size())
                .mapToObj(at -> Duration.between(times.get(at - 1), times.get(at)))
                .anyMatch(pause -> pause.compareTo(AT_ONCE) <= 0);
    }

    private static List<LocalDateTime> failures(SenderTraffic sender) {
        return sender.sessions()
                .filter(session -> session.outcome() instanceof SessionOutcome.Failed)
                .flatMap(session -> session.at().stream())
                .sorted()
                .toList();
    }

    private static boolean isAtOnce(SenderTraffic sender) {
        List<LocalDateTime> times = failures(sender);
        return times.size() > 1
                && Duration.between(times.getFirst(), times.getLast()).compareTo(AT_ONCE) <= 0;
    }

    private static boolean neverMail(SenderTraffic sender) {
        return sender.delivered() == 0 && sender.plaintext() == 0;
    }

    private static long kindsOfFailure(SenderTraffic sender) {
        return sender.failures()
                .map(failed -> failed.error().map(OpenSslError::reason).orElse(failed.reason()))
                .distinct()
                .count();
    }
}
