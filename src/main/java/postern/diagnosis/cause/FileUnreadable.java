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

/// The file is there and the daemon may not open it.
public final class FileUnreadable implements Cause {
    private static final Pattern LOGGED = Pattern.compile(
            "^(?!.*(?:ssl_dh|DH param)).*(?:certificate|private key|chain|ssl_|fopen|BIO_new_file).*Permission denied");

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
