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

/// A configured certificate, key or chain file does not exist.
public final class CertFileMissing implements Cause {
    private static final Pattern LOGGED = Pattern.compile(
            "^(?!.*(?:ssl_dh|DH param|dhparam))(?=.*(?:fopen|BIO_new_file|chain file|certificate|private key|ssl_)).*No such file or directory");

    @Override
    public List<Finding> examine(Facts facts) {
        return Findings.cause(
                this,
                facts,
                Certainty.PROVEN,
                Map.of("file", Logs.file(LOGGED, facts)),
                Logs.saying(LOGGED, facts),
                List.of(Change.at(Target.FILE), Change.command("postfix reload")));
    }
}
