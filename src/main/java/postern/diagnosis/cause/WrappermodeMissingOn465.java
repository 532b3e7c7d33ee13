package postern.diagnosis.cause;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import postern.diagnosis.Cause;
import postern.diagnosis.Certainty;
import postern.diagnosis.Change;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.Target;
import postern.evidence.Problem;
import postern.postfix.TlsService;

/// Port 465 without TLS from the first byte (RFC 8314 section 3.3): ours by master.cf, or the relay's that our client
/// greets in clear text (Postfix `src/smtp/smtp_connect.c`).
public final class WrappermodeMissingOn465 implements Cause {
    private static final int SMTPS = 465;
    private static final Pattern LOGGED = Pattern.compile(
            "SMTPS wrappermode \\(TCP port 465\\) requires|_tls_wrappermode requires|wrappermode \\(port smtps/465\\) is unimplemented");
    private static final Pattern INTERNAL = Pattern.compile("(?:127\\.0\\.0\\.1|localhost|\\[::1\\]|amavis)");
    private static final Pattern RELAY = Pattern.compile(":(?:465|smtps|submissions)\\s*$");

    @Override
    public List<Finding> examine(Facts facts) {
        Optional<TlsService> service = facts.services().stream()
                .filter(it -> it.port().orElse(0) == SMTPS && !it.implicitTls())
                .findFirst();
        if (service.isPresent() && facts.direction() != Problem.OUTBOUND) {
            return inbound(facts, service.get());
        }
        if (facts.direction() == Problem.INBOUND || (relay(facts).findAny().isEmpty() && names127(facts))) {
            return List.of();
        }
        return Findings.cause(
                this,
                facts,
                Certainty.PROVEN,
                Map.of("port", "465"),
                Stream.concat(Logs.saying(LOGGED, facts).stream().filter(_ -> !wraps(facts)), relay(facts))
                        .toList(),
                List.of(
                        Change.mainCf("smtp_tls_wrappermode", "yes"),
                        Change.mainCf("smtp_tls_security_level", "encrypt"),
                        Change.command("postfix reload")));
    }

    private List<Finding> inbound(Facts facts, TlsService service) {
        return Findings.cause(
                this,
                facts,
                Certainty.PROVEN,
                Map.of("port", "465"),
                facts.evidence().masterCf().stream()
                        .map(given -> Citation.line(given.source(), service.line(), service.name() + " inet"))
                        .toList(),
                List.of(
                        new Change(
                                Target.MASTER_CF,
                                Optional.of(service.name()),
                                Optional.of("smtpd_tls_wrappermode"),
                                Optional.of("yes"),
                                Optional.of("postconf -P '" + service.name() + "/inet/smtpd_tls_wrappermode=yes'")),
                        Change.command("postfix reload")));
    }

    /// On a hop within the machine the wrapper mode is what does not belong.
    private static boolean names127(Facts facts) {
        return !facts.lines(INTERNAL).isEmpty();
    }

    /// The wrapper mode is on already; then a transport lacks the level, and what it speaks to is not port 465.
    private static boolean wraps(Facts facts) {
        return facts.evidence().mainCf().stream()
                .flatMap(given -> given.content().entry("smtp_tls_wrappermode").stream())
                .anyMatch(entry -> entry.value().equalsIgnoreCase("yes"));
    }

    private static Stream<Citation> relay(Facts facts) {
        return facts.evidence().mainCf().stream()
                .filter(given -> given.content()
                        .entry("smtp_tls_wrappermode")
                        .filter(entry -> entry.value().equalsIgnoreCase("yes"))
                        .isEmpty())
                .flatMap(given -> given.content().entry("relayhost").stream()
                        .filter(entry -> RELAY.matcher(entry.value()).find())
                        .map(entry ->
                                Citation.line(given.source(), entry.firstLine(), "relayhost = " + entry.value())));
    }
}
