package postern.diagnosis.cause;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import postern.diagnosis.Cause;
import postern.diagnosis.Certainty;
import postern.diagnosis.Change;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.Target;

/// An entry of the SNI map holds a chain that cannot be used (Postfix `src/tls/tls_certkey.c`).
public final class SniMapChainInvalid implements Cause {
    private static final Pattern LOGGED = Pattern.compile("SNI data for|malformed BASE64 value");

    @Override
    public List<Finding> examine(Facts facts) {
        return Findings.cause(
                this,
                facts,
                Certainty.PROVEN,
                Map.of(),
                Logs.saying(LOGGED, facts),
                List.of(Change.at(Target.FILE), Change.command("postmap -F /etc/postfix/sni")));
    }
}
