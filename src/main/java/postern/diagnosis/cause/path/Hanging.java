package postern.diagnosis.cause.path;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.Noise;
import postern.diagnosis.cause.clue.Logs;
import postern.maillog.PeerTotals;

/// Handshakes that hung until they timed out. On a port with TLS from the first byte a client that waits for a greeting
/// hangs as well, and scanners let connections hang; neither tells of packets that were lost.
final class Hanging {
    private static final Pattern IMPLICIT = Pattern.compile("(?:smtps|submissions)/smtpd\\[");

    private static final Pattern HANDSHAKE = Pattern.compile("SSL_(?:accept|connect) error ");

    private Hanging() {}

    static List<Citation> in(Facts facts, Pattern pattern) {
        Set<String> excused = Stream.concat(noise(facts), passers(facts)).collect(Collectors.toSet());
        Set<String> served = served(facts).collect(Collectors.toSet());
        return Logs.saying(pattern, facts).stream()
                .filter(line -> !IMPLICIT.matcher(line.text()).find())
                .filter(line -> excused.stream().noneMatch(line.text()::contains))
                .filter(line -> !HANDSHAKE.matcher(line.text()).find()
                        || served.stream().noneMatch(line.text()::contains))
                .toList();
    }

    private static Stream<String> noise(Facts facts) {
        return facts.senders().stream()
                .filter(sender -> Noise.is(sender, facts.senders()))
                .flatMap(sender -> sender.peers().stream())
                .map(Hanging::inBrackets);
    }

    /// Hosts without a name that bring no mail, where others do: nobody knows what they were, and nobody complains.
    private static Stream<String> passers(Facts facts) {
        boolean othersArrive = facts.senders().stream().anyMatch(sender -> sender.tls() > 0);
        return facts.senders().stream()
                .flatMap(sender -> sender.peers().stream())
                .filter(peer -> othersArrive && !peer.peer().isNamed() && peer.tls() == 0 && peer.delivered() == 0)
                .map(Hanging::inBrackets);
    }

    /// Hosts with whom a handshake succeeded as well: a path that loses large packets loses them every time.
    private static Stream<String> served(Facts facts) {
        return Stream.concat(facts.senders().stream(), facts.receivers().stream())
                .flatMap(sender -> sender.peers().stream())
                .filter(peer -> peer.tls() > 0)
                .map(Hanging::inBrackets);
    }

    private static String inBrackets(PeerTotals peer) {
        return "[" + peer.peer().address() + "]";
    }
}
