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

/// A file of the wrong kind: no PEM block, the wrong PEM block, or damaged (OpenSSL `crypto/pem`).
public final class CertFileWrongContent implements Cause {
    private static final Pattern LOGGED = Pattern.compile(
            "^(?!.*DH PARAMETERS).*(?:no start line|bad base64 decode|bad end line|No PEM data in|No private key found in|key not first|problems getting password|bad password read|asn1 encoding routines)");

    @Override
    public List<Finding> examine(Facts facts) {
        return Findings.cause(
                this,
                facts,
                Certainty.LIKELY,
                Map.of("file", Logs.file(LOGGED, facts)),
                Logs.saying(LOGGED, facts),
                List.of(Change.at(Target.FILE), Change.command("postfix reload")));
    }
}
