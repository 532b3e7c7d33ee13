package postern.diagnosis.cause.file;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import postern.diagnosis.Cause;
import postern.diagnosis.Certainty;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.cause.answer.CertificateFix;
import postern.diagnosis.cause.answer.Findings;
import postern.diagnosis.cause.clue.Logs;

/// A file of the wrong kind: no PEM block, the wrong PEM block, or damaged (OpenSSL `crypto/pem`).
public final class CertFileWrongContent implements Cause {
    private static final Pattern LOGGED = Pattern.compile(
            "^(?!.*DH PARAMETERS).*(?:no start line|bad base64 decode|bad end line|No PEM data in|No private key found in|key not first|problems getting password|bad password read|asn1 encoding routines|bad decrypt|DECODER routines:[^:]*:unsupported|No supported data to decode|The file contains a private key|private ssl_key: .*while reading strings)");

    @Override
    public List<Finding> examine(Facts facts) {
        List<Citation> said = FileTrouble.saying(LOGGED, facts);
        return Findings.cause(
                this,
                facts,
                Certainty.LIKELY,
                Map.of("file", Logs.file(LOGGED, facts)),
                said,
                CertificateFix.replace(facts, said));
    }
}
