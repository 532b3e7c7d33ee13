package postern.diagnosis;

import java.util.regex.Pattern;

/// Tells scanners from senders. Surveys, research projects, vendors of security reports and password
/// guessers visit every mail server and fail handshakes on purpose.
public final class Noise {
    /// Words in the names of hosts that look and never deliver; the projects give their hosts such names so
    /// that administrators can recognise them.
    private static final Pattern SCANNER = Pattern.compile(
            "(?i)(?:census|scan(?!dinav)|shodan|shadowserver|internet-measurement|internet\\.nl|rapid7|stretchoid"
                    + "|binaryedge|leakix|criminalip|onyphe|netsystemsresearch|research|recyber|probe|ssllabs"
                    + "|qualys|nessus|tenable|intrinsec|alphastrike|tor-?exit|exit-?relay|monitor|nagios|uptime)");

    private Noise() {}

    /// Whether a sender only ever failed and its name says why, or its failures are of many kinds.
    public static boolean is(SenderTraffic sender) {
        return neverMail(sender)
                && sender.profile().isEmpty()
                && (sender.peers().stream()
                                .anyMatch(peer ->
                                        SCANNER.matcher(peer.peer().name()).find())
                        || kindsOfFailure(sender) > 2);
    }

    private static boolean neverMail(SenderTraffic sender) {
        return sender.delivered() == 0 && sender.plaintext() == 0;
    }

    private static long kindsOfFailure(SenderTraffic sender) {
        return sender.failures().map(failed -> failed.reason()).distinct().count();
    }
}
