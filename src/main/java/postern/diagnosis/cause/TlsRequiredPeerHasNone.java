package postern.diagnosis.cause;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import postern.diagnosis.Cause;
import postern.diagnosis.Certainty;
import postern.diagnosis.Change;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.Phrase;
import postern.evidence.Problem;
import postern.postfix.SecurityLevel;
import postern.postfix.Setting;
import postern.postfix.TlsService;

/// One side makes TLS mandatory and the other has none. RFC 3207 section 4 forbids that of a public mail server.
public final class TlsRequiredPeerHasNone implements Cause {
    private static final Pattern REFUSED =
            Pattern.compile("530 5\\.7\\.0 Must issue a STARTTLS|Must issue a STARTTLS command first");
    private static final Pattern NOT_OFFERED = Pattern.compile(
            "status=(?:deferred|bounced) .*TLS is required, but was not offered by host (?!127\\.|localhost|\\[?::1)");

    @Override
    public List<Finding> examine(Facts facts) {
        return facts.direction() == Problem.OUTBOUND ? outbound(facts) : inbound(facts);
    }

    private List<Finding> inbound(Facts facts) {
        if (!Logs.saying(REFUSED, facts).isEmpty()
                && !new TlsOnInternalHop().examine(facts).isEmpty()) {
            return List.of();
        }
        return facts.mailService().stream()
                .filter(service -> service.level() == SecurityLevel.ENCRYPT && !service.implicitTls())
                .filter(_ -> facts.direction() == Problem.INBOUND)
                .map(TlsService::decisiveForLevel)
                .flatMap((Setting setting) -> Findings.cause(
                        this,
                        facts,
                        Logs.saying(REFUSED, facts).isEmpty() ? Certainty.LIKELY : Certainty.PROVEN,
                        Map.of(
                                "parameter",
                                setting.name(),
                                "value",
                                setting.value(),
                                "peers",
                                Phrase.of("value.some-senders")),
                        Stream.concat(Stream.of(facts.citation(setting)), Logs.saying(REFUSED, facts).stream())
                                .toList(),
                        List.of(Change.mainCf("smtpd_tls_security_level", "may"), Change.command("postfix reload")))
                        .stream())
                .toList();
    }

    private List<Finding> outbound(Facts facts) {
        List<Citation> said = Logs.saying(NOT_OFFERED, facts);
        return Findings.cause(
                this,
                facts,
                Certainty.PROVEN,
                Map.of(
                        "parameter",
                        "smtp_tls_security_level",
                        "value",
                        "encrypt",
                        "peers",
                        Phrase.of("value.receiver")),
                said,
                List.of(Change.mainCf("smtp_tls_security_level", "may"), Change.command("postfix reload")));
    }
}
