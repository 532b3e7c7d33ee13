package postern.diagnosis.cause;

import java.util.List;
import java.util.Map;
import postern.diagnosis.Cause;
import postern.diagnosis.Certainty;
import postern.diagnosis.Change;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.Role;
import postern.evidence.Problem;
import postern.postfix.Setting;
import postern.postfix.TlsService;

/// Port 25 speaks TLS from the first byte, so senders wait in vain for a greeting.
public final class WrappermodeOnStarttlsPort implements Cause {
    private static final String PARAMETER = "smtpd_tls_wrappermode";

    @Override
    public List<Finding> examine(Facts facts) {
        return facts.mailService().stream()
                .filter(_ -> facts.direction() != Problem.OUTBOUND)
                .filter(TlsService::implicitTls)
                .map(service -> service.settings().get(PARAMETER))
                .map(setting -> new Finding(
                        id(),
                        Role.CAUSE,
                        Certainty.PROVEN,
                        facts.direction(),
                        Map.of("port", "25"),
                        List.of(facts.citation(setting)),
                        List.of(change(setting), Change.command("postfix reload"))))
                .toList();
    }

    private static Change change(Setting setting) {
        return "master.cf".equals(setting.file()) ? Removal.of(setting) : Change.mainCf(PARAMETER, "no");
    }
}
