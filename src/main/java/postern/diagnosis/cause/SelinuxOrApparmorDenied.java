package postern.diagnosis.cause;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import postern.diagnosis.Cause;
import postern.diagnosis.Certainty;
import postern.diagnosis.Change;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;

/// A mandatory access policy forbids the daemon to read the file; the kernel says so in the audit log.
public final class SelinuxOrApparmorDenied implements Cause {
    private static final Pattern LOGGED = Pattern.compile("avc:\\s+denied|apparmor=\"DENIED\"");

    @Override
    public List<Finding> examine(Facts facts) {
        return Findings.cause(
                this,
                facts,
                Certainty.PROVEN,
                Map.of(),
                Logs.saying(LOGGED, facts),
                List.of(Change.command("restorecon -Rv /etc/postfix /etc/pki/tls")));
    }
}
