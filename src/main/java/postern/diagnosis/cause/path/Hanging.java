package postern.diagnosis.cause.path;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.Noise;
import postern.diagnosis.cause.clue.Logs;

/// Handshakes that hung until they timed out. On a port with TLS from the first byte a client that waits for a greeting
/// hangs as well, and scanners let connections hang; neither tells of packets that were lost.
final class Hanging {
    private static final Pattern IMPLICIT = Pattern.compile("(?:smtps|submissions)/smtpd\\[");

    private Hanging() {}

    static List<Citation> in(Facts facts, Pattern pattern) {
        Set<String> noise = facts.senders().stream()
                .filter(Noise::is)
                .flatMap(sender -> sender.peers().stream())
                .map(peer -> "[" + peer.peer().address() + "]")
                .collect(Collectors.toSet());
        return Logs.saying(pattern, facts).stream()
                .filter(line -> !IMPLICIT.matcher(line.text()).find())
                .filter(line -> noise.stream().noneMatch(line.text()::contains))
                .toList();
    }
}
