package postern.diagnosis.cause;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import postern.diagnosis.Cause;
import postern.diagnosis.Certainty;
import postern.diagnosis.Change;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.Target;
import postern.evidence.Problem;

/// The library of the delivering host refuses what Postfix's own settings would allow: the system's policy sets a
/// higher floor (`MinProtocol`, security level; Debian since 10, Ubuntu since 20.04, Red Hat crypto-policies).
public final class OpensslPolicyFloor implements Cause {
    private static final Pattern REFUSED = Pattern.compile(
            "legacy sigalg disallowed or unsupported|ssl_choose_client_version:unsupported protocol|ca md too weak|ee key too small");
    private static final Pattern SHUTS_OUT = Pattern.compile("!TLSv1(?:\\.1)?(?:[\\s,:]|$)|>=\\s*TLSv1\\.[123]");

    @Override
    public List<Finding> examine(Facts facts) {
        boolean ownFloor = Stream.of("smtp_tls_protocols", "smtp_tls_mandatory_protocols")
                .flatMap(name -> ClientTrust.setting(facts, name).stream())
                .anyMatch(setting -> !setting.isDefault()
                        && SHUTS_OUT.matcher(setting.value()).find());
        if (facts.direction() != Problem.OUTBOUND || ownFloor) {
            return List.of();
        }
        return Findings.cause(
                this,
                facts,
                Certainty.LIKELY,
                Map.of(),
                Logs.saying(REFUSED, facts),
                List.of(Change.at(Target.OPENSSL_CNF), Change.at(Target.PEER)));
    }
}
