package postern.diagnosis;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import postern.maillog.SessionOutcome;
import postern.maillog.TlsSession;
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

    private static final Pattern OF_PROGRAMS = Pattern.compile("submission|smtps");

    private Noise() {}

    /// Who fails for different reasons within so short a time tries one version after the other; servers with mail wait
    /// for minutes before they come again (RFC 5321 section 4.5.4.1).
    private static final Duration AT_ONCE = Duration.ofSeconds(10);

    /// From so many hosts on that got in, a log is that of a server at work and not an excerpt about a failure.
    private static final int AT_WORK = 10;

    /// Whether a sender is noise in a log, of all whose senders these are.
    ///
    /// Beside what a sender alone tells: where many get in, somebody who failed once, brought no mail and did not
    /// come again had none; a server with mail tries for days (RFC 5321 section 4.5.4.1).
    public static boolean is(SenderTraffic sender, List<SenderTraffic> all) {
        return is(sender)
                || (neverMail(sender)
                        && sender.profile().isEmpty()
                        && sender.tls() == 0
                        && sender.failed() == 1
                        && all.stream()
                                        .flatMap(each -> each.peers().stream())
                                        .filter(peer -> peer.tls() > 0)
                                        .count()
                                >= AT_WORK);
    }

    /// Whether a sender only ever failed and its name says why, or its failures are of many kinds.
    static boolean is(SenderTraffic sender) {
        return neverMail(sender)
                && sender.profile().isEmpty()
                && (sender.peers().stream()
                                .anyMatch(peer ->
                                        SCANNER.matcher(peer.peer().name()).find())
                        || asksForPages(sender)
                        || kindsOfFailure(sender) > 2
                        || (RentedHosts.are(sender) && comesAgainAtOnce(sender))
                        || (kindsOfFailure(sender) == 2
                                && (sender.failed() > 2 || isNameless(sender))
                                && isAtOnce(sender)));
    }

    /// Whether no host of it has a name that its address leads to, though it came to where servers deliver. Programs of
    /// people have none, and Dovecot logs none.
    private static boolean isNameless(SenderTraffic sender) {
        return sender.peers().stream()
                        .allMatch(peer ->
                                !peer.peer().address().isEmpty() && !peer.peer().isNamed())
                && sender.sessions()
                        .map(TlsSession::service)
                        .allMatch(service -> service.endsWith("smtpd")
                                && !OF_PROGRAMS.matcher(service).find());
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
