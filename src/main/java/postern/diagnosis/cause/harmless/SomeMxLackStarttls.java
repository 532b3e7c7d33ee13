package postern.diagnosis.cause.harmless;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import postern.diagnosis.Cause;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.cause.answer.Findings;
import postern.diagnosis.cause.clue.Logs;
import postern.evidence.Problem;
import postern.maillog.Direction;
import postern.maillog.PeerTotals;

/// One MX host of a receiver offers no STARTTLS while mail leaves with TLS through another: Postfix tries them in turn
/// (`smtp_mx_session_limit`).
public final class SomeMxLackStarttls implements Cause {
    private static final Pattern NOT_OFFERED =
            Pattern.compile("TLS is required, but was not offered by host ([A-Za-z0-9._-]+)");

    @Override
    public List<Finding> examine(Facts facts) {
        if (facts.direction() != Problem.OUTBOUND) {
            return List.of();
        }
        List<Citation> refused = Logs.saying(NOT_OFFERED, facts).stream()
                .filter(line -> isReachedOtherwise(host(line), facts))
                .toList();
        return Findings.harmless(this, facts, Map.of(), refused);
    }

    /// Whether every host that offered no TLS has a neighbour that took mail with TLS.
    public static boolean explainsAll(Facts facts) {
        List<Citation> lines = Logs.saying(NOT_OFFERED, facts);
        return !lines.isEmpty() && lines.stream().allMatch(line -> isReachedOtherwise(host(line), facts));
    }

    private static String host(Citation line) {
        Matcher matcher = NOT_OFFERED.matcher(line.text());
        return matcher.find() ? matcher.group(1) : "";
    }

    private static boolean isReachedOtherwise(String host, Facts facts) {
        return facts.evidence().logs().stream()
                .flatMap(log -> log.peers().stream())
                .filter(peer -> peer.direction() == Direction.OUTBOUND && peer.tls() > 0 && peer.delivered() > 0)
                .map(PeerTotals::peer)
                .anyMatch(peer -> !peer.name().equalsIgnoreCase(host) && areNeighbours(peer.name(), host));
    }

    /// `mx1.example.com` and `mx2.example.com`, also `mx.example.com` and `alt1.mx.example.com`.
    private static boolean areNeighbours(String one, String other) {
        return isBelow(one, parent(other)) || isBelow(other, parent(one));
    }

    private static boolean isBelow(String host, String domain) {
        return domain.contains(".")
                && host.regionMatches(true, host.length() - domain.length() - 1, "." + domain, 0, domain.length() + 1);
    }

    private static String parent(String host) {
        return host.substring(host.indexOf('.') + 1);
    }
}
