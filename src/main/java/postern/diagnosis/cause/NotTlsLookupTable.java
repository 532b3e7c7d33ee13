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

/// A table that is looked up cannot be read.
public final class NotTlsLookupTable implements Cause {
    private static final Pattern LOGGED = Pattern.compile(
            "(?:error|fatal): open (?:database )?\\S+\\.(?:db|lmdb|cdb): |table lookup problem|lookup error for \"?(?!.*policy)");

    @Override
    public List<Finding> examine(Facts facts) {
        return Findings.cause(
                this,
                facts,
                Certainty.LIKELY,
                Map.of(),
                Logs.saying(LOGGED, facts),
                List.of(Change.at(Target.FILE), Change.command("postfix reload")));
    }
}
