package postern.diagnosis;

import postern.evidence.Evidence;
import postern.evidence.Problem;
import postern.maillog.Direction;
import postern.maillog.PeerTotals;

/// Which traffic the evidence is about, where the user does not say: the side on which handshakes fail, else the side
/// whose programs and settings were given.
final class DirectionGuess {
    private final Evidence evidence;

    private DirectionGuess(Evidence evidence) {
        this.evidence = evidence;
    }

    static Problem of(Evidence evidence) {
        return new DirectionGuess(evidence).guess();
    }

    private Problem guess() {
        long in = failures(Direction.INBOUND);
        long out = failures(Direction.OUTBOUND);
        if (in != out) {
            return in > out ? Problem.INBOUND : Problem.OUTBOUND;
        }
        boolean server = talksOf("smtpd") || hasSettings("smtpd_");
        boolean client = talksOf("smtp") || talksOf("lmtp");
        if (client && !talksOf("smtpd")) {
            return Problem.OUTBOUND;
        }
        if (!server && hasSettings("smtp_")) {
            return Problem.OUTBOUND;
        }
        return !server && talksOfDovecot() ? Problem.CLIENTS : Problem.INBOUND;
    }

    private long failures(Direction way) {
        return evidence.logs().stream()
                .flatMap(log -> log.peers().stream())
                .filter(peer -> peer.direction() == way)
                .mapToLong(PeerTotals::failed)
                .sum();
    }

    private boolean talksOf(String program) {
        return evidence.logs().stream()
                .flatMap(log -> log.events().stream())
                .anyMatch(event ->
                        event.program().equals(program) || event.program().endsWith("/" + program));
    }

    private boolean talksOfDovecot() {
        return evidence.logs().stream()
                .flatMap(log -> log.events().stream())
                .anyMatch(event -> event.id().startsWith("dovecot."));
    }

    private boolean hasSettings(String prefix) {
        return evidence.mainCf().stream()
                .flatMap(given -> given.content().entries().stream())
                .anyMatch(entry -> entry.name().startsWith(prefix + "tls_")
                        || entry.name().equals(prefix + "use_tls")
                        || entry.name().equals(prefix + "enforce_tls"));
    }
}
