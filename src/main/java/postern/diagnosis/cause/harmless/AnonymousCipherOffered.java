package postern.diagnosis.cause.harmless;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import postern.diagnosis.Cause;
import postern.diagnosis.Certainty;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.Phrase;
import postern.diagnosis.Role;
import postern.diagnosis.cause.answer.Findings;
import postern.diagnosis.cause.clue.Logs;
import postern.diagnosis.cause.clue.SeenServer;
import postern.tls.CipherSuite;

/// A look at port 25 finds suites without a certificate. Postfix offers them on purpose to clients that
/// do not verify anyway (TLS_README, "Server-side TLS cipher").
public final class AnonymousCipherOffered implements Cause {
    /// `testssl.sh`
    private static final Pattern SAID = Pattern.compile("Anonymous NULL Ciphers.* offered(?! \\(OK\\))");

    @Override
    public List<Finding> examine(Facts facts) {
        List<Finding> seen = SeenServer.in(facts).stream()
                .filter(server -> server.isMx() && !anonymous(server).isEmpty())
                .limit(1)
                .map(server -> new Finding(
                        id(),
                        Role.HARMLESS,
                        Certainty.PROVEN,
                        facts.direction(),
                        Map.of("suites", Phrase.list(anonymous(server))),
                        List.of(server.citation(Phrase.of("seen.accepts", Phrase.list(anonymous(server))))),
                        List.of()))
                .toList();
        return seen.isEmpty()
                ? Findings.harmless(
                        this,
                        facts,
                        Map.of("suites", "aNULL"),
                        Logs.saying(SAID, facts).stream()
                                .filter(line -> !line.text().contains("not offered"))
                                .toList())
                : seen;
    }

    private static List<CipherSuite> anonymous(SeenServer server) {
        return server.suites(CipherSuite::isAnonymous);
    }
}
