package postern.diagnosis.cause.mode;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import postern.diagnosis.Cause;
import postern.diagnosis.Certainty;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.cause.answer.Findings;
import postern.diagnosis.cause.clue.Logs;
import postern.diagnosis.cause.delivery.Outgoing;
import postern.postfix.MasterCf;
import postern.postfix.SecurityLevel;

/// TLS is tried or demanded on a hop to this very machine, where a content filter listens and has none.
public final class TlsOnInternalHop implements Cause {
    private static final String LOCAL = "(?:127\\.0\\.0\\.1|localhost|\\[::1\\])\\S*";
    private static final Pattern LOGGED = Pattern.compile(LOCAL
            + ".{0,240}(?:TLS is required, but was not offered|Must issue a STARTTLS|Cannot start TLS|while receiving the initial server greeting)"
            + "|SSL_connect error to " + LOCAL);
    private static final Pattern WRAPPER = Pattern.compile("smtp_tls_wrappermode requires \"smtp_tls_security_level");

    @Override
    public List<Finding> examine(Facts facts) {
        FilterHop hop = FilterHop.of(facts);
        List<Citation> said = Logs.saying(LOGGED, facts);
        List<Citation> wrapper = wrapped(hop, facts);
        boolean unseen = said.isEmpty() && facts.evidence().logs().isEmpty() && hop.mayInheritLevel();
        List<Citation> inherited = (said.isEmpty() && hop.inheritsLevel()) || unseen
                ? Outgoing.written(facts, "smtp_tls_security_level").map(facts::citation).stream()
                        .toList()
                : List.of();
        return Findings.cause(
                this,
                facts,
                unseen ? Certainty.POSSIBLE : said.isEmpty() && wrapper.isEmpty() ? Certainty.LIKELY : Certainty.PROVEN,
                Map.of(),
                Stream.of(said, wrapper, inherited).flatMap(List::stream).toList(),
                hop.isRefusedByListener(said) ? hop.listenerWithoutTls(said) : hop.withoutTls());
    }

    /// Implicit TLS for all, and a transport without TLS that does not switch it off: Postfix says so, or both settings
    /// are shown. Where the level for the world is as it should be, it can only be another transport's.
    private static List<Citation> wrapped(FilterHop hop, Facts facts) {
        List<Citation> said = Logs.saying(WRAPPER, facts);
        List<MasterCf.Service> services = hop.wrappedWithoutLevel();
        if (services.isEmpty()) {
            boolean another = hop.wraps()
                    && facts.evidence().masterCf().isEmpty()
                    && Outgoing.written(facts, "smtp_tls_security_level")
                            .flatMap(level -> SecurityLevel.named(level.value()))
                            .filter(SecurityLevel::isMandatory)
                            .isPresent();
            return another ? said : List.of();
        }
        if (facts.evidence().mainCf().isEmpty() && said.isEmpty()) {
            return List.of();
        }
        return Stream.concat(
                        said.stream(),
                        facts.evidence().masterCf().stream()
                                .flatMap(given -> services.stream()
                                        .map(service ->
                                                Citation.line(given.source(), service.firstLine(), service.name()))))
                .toList();
    }
}
