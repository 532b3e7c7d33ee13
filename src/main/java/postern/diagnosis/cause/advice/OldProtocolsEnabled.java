package postern.diagnosis.cause.advice;

import java.util.List;
import java.util.Map;
import postern.diagnosis.Cause;
import postern.diagnosis.Certainty;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.Phrase;
import postern.diagnosis.Role;
import postern.diagnosis.cause.clue.SeenServer;

/// TLS 1.1 and older are accepted: better than no TLS between mail servers (RFC 7435), though retired (RFC 8996).
public final class OldProtocolsEnabled implements Cause {
    private static final int RETIRED = 2021;

    @Override
    public List<Finding> examine(Facts facts) {
        return SeenServer.in(facts).stream()
                .filter(server -> !server.oldVersions().isEmpty() && facts.day().getYear() >= RETIRED)
                .limit(1)
                .map(server -> new Finding(
                        id(),
                        Role.ADVICE,
                        Certainty.PROVEN,
                        facts.direction(),
                        Map.of("versions", Phrase.list(server.oldVersions())),
                        List.of(server.citation(Phrase.list(server.oldVersions()))),
                        List.of()))
                .toList();
    }
}
