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
import postern.tls.CipherSuite;

/// Suites that are broken or retired are offered (RFC 7465 RC4, RFC 8429 3DES, export suites).
public final class WeakCiphersOffered implements Cause {
    @Override
    public List<Finding> examine(Facts facts) {
        return SeenServer.in(facts).stream()
                .filter(server -> !weak(server).isEmpty())
                .limit(1)
                .map(server -> new Finding(
                        id(),
                        Role.ADVICE,
                        Certainty.PROVEN,
                        facts.direction(),
                        Map.of("suites", Phrase.list(weak(server))),
                        List.of(server.citation(Phrase.list(weak(server)))),
                        List.of()))
                .toList();
    }

    private static List<String> weak(SeenServer server) {
        return server.suites(WeakCiphersOffered::isWeak).stream()
                .map(CipherSuite::opensslName)
                .distinct()
                .toList();
    }

    private static boolean isWeak(CipherSuite suite) {
        return !suite.isAnonymous()
                && (suite.bits() < 112
                        || suite.encryption().startsWith("RC")
                        || suite.encryption().equals("3DES"));
    }
}
