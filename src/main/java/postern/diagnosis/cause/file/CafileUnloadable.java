package postern.diagnosis.cause.file;

import java.util.List;
import java.util.Map;
import postern.diagnosis.Cause;
import postern.diagnosis.Certainty;
import postern.diagnosis.Change;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.cause.answer.Findings;
import postern.diagnosis.cause.clue.Logs;
import postern.diagnosis.cause.delivery.Outgoing;
import postern.evidence.Problem;

/// A CA file or folder that cannot be loaded switches TLS off (Postfix `src/tls/tls_certkey.c`,
/// `tls_set_ca_certificate_info`). A server needs none; who delivers wants the system's.
public final class CafileUnloadable implements Cause {
    @Override
    public List<Finding> examine(Facts facts) {
        return Findings.cause(
                this,
                facts,
                Certainty.PROVEN,
                Map.of(),
                Logs.saying(FileTrouble.OF_AUTHORITIES, facts),
                List.of(
                        facts.direction() == Problem.OUTBOUND
                                ? Change.mainCf("smtp_tls_CAfile", Outgoing.certificateBundle(facts))
                                : Change.mainCf("smtpd_tls_CAfile", ""),
                        Change.command("postfix reload")));
    }
}
